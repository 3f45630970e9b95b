"""What came out, as a picture."""

import torch
from plotly.colors import sample_colorscale
from plotly.subplots import make_subplots

from handouts.pieces.functions import FUNCTIONS
from handouts.pieces.settings import DEPTH, GRADIENT, SEEDS
from handouts.pieces.training import gradients

columns = min(3, len(FUNCTIONS))
rows = -(-len(FUNCTIONS) // columns)
figure = make_subplots(rows, columns, subplot_titles=list(FUNCTIONS), shared_xaxes="all", shared_yaxes="all")
course = torch.stack(gradients)[:, :: len(SEEDS)]  # [step, function, layer], from the first seed
for function in range(len(FUNCTIONS)):
    for layer, colour in enumerate(sample_colorscale("Viridis", course.shape[-1])):
        figure.add_scatter(
            y=course[:, function, layer].tolist(),
            name="output" if layer == DEPTH else f"layer {layer + 1}",
            line={"color": colour},
            showlegend=function == 0,
            row=function // columns + 1,
            col=function % columns + 1,
        )
figure.update_xaxes(title="step")
figure.update_yaxes(type="log", exponentformat="power")
figure.update_layout(title=f"{GRADIENT} of each layer", height=150 + 300 * rows)
figure.show()
