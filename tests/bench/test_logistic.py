import numpy as np

from detente.bench import logistic


def test_classes_that_can_be_parted_are_parted() -> None:
    chance = np.random.default_rng(3)
    centres = {"a": (3.0, 0.0), "b": (-3.0, 0.0), "c": (0.0, 4.0)}
    labels = [name for name in centres for _ in range(30)]
    x = np.array([centres[name] for name in labels]) + chance.normal(size=(90, 2)) * 0.5
    assert logistic.fit(x, labels, 1e-3).predict(x) == labels


def test_a_heavy_penalty_leaves_the_commonest_class() -> None:
    x = np.array([[1.0], [1.1], [-1.0]])
    assert logistic.fit(x, ["a", "a", "b"], 100.0).predict(x) == ["a", "a", "a"]


def test_the_fit_stands_where_the_slope_is_zero() -> None:
    chance = np.random.default_rng(5)
    x, labels = chance.normal(size=(60, 4)), chance.choice(["a", "b", "c"], 60).tolist()
    model = logistic.fit(x, labels, 0.05)
    data = np.concatenate([x, np.ones((60, 1))], axis=1)
    scores = np.exp(data @ model.weights)
    wanted = np.array([[name == label for name in model.classes] for label in labels], dtype=float)
    slope = data.T @ (scores / scores.sum(axis=1, keepdims=True) - wanted) / 60 + 0.05 * np.concatenate(
        [model.weights[:-1], np.zeros((1, 3))]
    )
    assert np.abs(slope).max() < 1e-3
