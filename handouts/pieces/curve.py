"""A function and its slope, drawn."""

from plotly.graph_objects import Figure

from handouts.pieces.functions import FUNCTION
from handouts.pieces.slopes import slope_by_autograd, x

figure = Figure()
figure.add_scatter(x=x.tolist(), y=FUNCTION(x).tolist(), name="f(x)")
figure.add_scatter(x=x.tolist(), y=slope_by_autograd(x).tolist(), name="f'(x)", line={"dash": "dash"})
figure.update_xaxes(title="x")
figure.show()
