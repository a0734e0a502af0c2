# SPDX-License-Identifier: GPL-3.0-or-later
"""A checkpoint of random numbers that ComfyUI takes for a small diffusion model: samplers run with it in milliseconds and make noise.

Run with ComfyUI's own Python from its folder: tiny_checkpoint.py OUT.safetensors
The shape is the smallest that ComfyUI's model detection knows as its SD 2.0 family (comfy/supported_models.py)."""
import sys

import torch
from safetensors.torch import save_file

sys.argv, out = sys.argv[:1] + ["--cpu"], sys.argv[1]
sys.path.insert(0, ".")
import comfy.options  # noqa: E402

comfy.options.enable_args_parsing()
from comfy.ldm.modules.diffusionmodules.openaimodel import UNetModel  # noqa: E402
import comfy.ops  # noqa: E402

torch.manual_seed(1)
model = UNetModel(image_size=32, in_channels=4, out_channels=4, model_channels=320, num_res_blocks=[1], channel_mult=[1],
                  transformer_depth=[1], transformer_depth_output=[1, 1], transformer_depth_middle=1, context_dim=1024,
                  use_linear_in_transformer=True, num_head_channels=64, use_spatial_transformer=True, legacy=False,
                  operations=comfy.ops.disable_weight_init)
tensors = {}
for name, tensor in model.state_dict().items():
    if tensor.ndim == 1:  # norms and biases
        value = torch.zeros_like(tensor) if name.endswith("bias") else torch.ones_like(tensor)
    else:
        value = torch.randn(tensor.shape) * 0.02
    tensors["model.diffusion_model." + name] = value.to(torch.float16).contiguous()
save_file(tensors, out)
print(f"{len(tensors)} tensors, {sum(t.numel() for t in tensors.values()) / 1e6:.1f} million numbers")
