"""The functions of the lab, in forms that stay right for every float: these classes run, and are shown."""

import torch
from torch import Tensor

from activations.base import ActivationFunction, Hyperparameter


def magnitude(x: Tensor) -> Tensor:
    """Return |x| with slope 1 at 0, where the slope of `abs` is 0 and would erase the gradient."""
    return torch.where(x >= 0, x, -x)


class Sigmoid(ActivationFunction):
    """Logistic sigmoid: squeezes every number between 0 and 1.

    Definition: f(x) = 1 / (1 + exp(−x)).
    Numerics: exp(−|x|) never overflows; each side of 0 takes the fraction that does not cancel.
    Source: LeCun, Bottou, Orr, Müller (1998).
    """

    def forward(self, x: Tensor) -> Tensor:
        e = torch.exp(-magnitude(x))
        # f(x) = 1 / (1 + e⁻ˣ),  x ≥ 0;   eˣ / (1 + eˣ),  x < 0
        return torch.where(x >= 0, 1 / (1 + e), e / (1 + e))


class Tanh(ActivationFunction):
    """Hyperbolic tangent: squeezes every number between −1 and 1, and keeps its sign.

    Definition: f(x) = (exp(x) − exp(−x)) / (exp(x) + exp(−x)).
    Numerics: exp(−2|x|) never overflows; `expm1` keeps tiny x, the plain difference keeps tiny slopes.
    Source: LeCun, Bottou, Orr, Müller (1998).
    """

    def forward(self, x: Tensor) -> Tensor:
        size = magnitude(x)
        e = torch.exp(-2 * size)
        difference = torch.where(size < 1, -torch.expm1(-2 * size), 1 - e)
        # f(|x|) = (1 − e⁻²ˡˣˡ) / (1 + e⁻²ˡˣˡ),   f(−x) = −f(x)
        height = difference / (1 + e)
        return torch.where(x >= 0, height, -height)


class ReLU(ActivationFunction):
    """Rectified linear unit: positive numbers pass, all others become 0.

    Definition: f(x) = x for x > 0, 0 otherwise.
    Numerics: a choice instead of a product, because −∞ · 0 is NaN; the slope at 0 is 0, as in PyTorch.
    Source: Nair, Hinton (2010).
    """

    def forward(self, x: Tensor) -> Tensor:
        # f(x) = 0,  x ≤ 0;   x,  x > 0
        return torch.where(x <= 0, 0.0, x)


class LeakyReLU(ActivationFunction):
    """Leaky rectified linear unit: positive numbers pass, a share α of the others too.

    Definition: f(x) = x for x > 0, α x otherwise.
    Numerics: α = 0 is a case of its own, because 0 · −∞ is NaN; the slope at 0 is α, as in PyTorch.
    Source: Maas, Hannun, Ng (2013).
    """

    hyperparameters = (
        Hyperparameter("alpha", "α", low=0.0, high=1.0, step=0.01, default=0.01, meaning="slope below zero"),
    )

    def forward(self, x: Tensor) -> Tensor:
        alpha = self.config["alpha"]
        # f(x) = α x,  x ≤ 0;   x,  x > 0
        return torch.where(x <= 0, alpha * x if alpha > 0 else 0.0, x)


class ELU(ActivationFunction):
    """Exponential linear unit: linear above zero, a soft floor at −α below.

    Definition: f(x) = x for x > 0, α (exp(x) − 1) otherwise.
    Numerics: clamped, so that the side not taken stays finite; `expm1` keeps tiny x, exp − 1 tiny slopes.
    Source: Clevert, Unterthiner, Hochreiter (2016).
    """

    hyperparameters = (
        Hyperparameter("alpha", "α", low=0.1, high=3.0, step=0.1, default=1.0, meaning="depth of the floor"),
    )

    def forward(self, x: Tensor) -> Tensor:
        below = x.clamp(max=0)
        growth = torch.where(below > -1, torch.expm1(below), torch.exp(below) - 1)
        # f(x) = x,  x > 0;   α (eˣ − 1),  x ≤ 0
        return torch.where(x > 0, x, self.config["alpha"] * growth)


class Swish(ActivationFunction):
    """Swish: a number times its own sigmoid, so that it gates itself; SiLU when β is 1.

    Definition: f(x) = x / (1 + exp(−β x)).
    Numerics: ReLU minus a bump is finite up to ±∞; in double, for rounding β x alone would cost 60 ulp.
    Source: Elfwing, Uchibe, Doya (2018); Ramachandran, Zoph, Le (2017).
    """

    hyperparameters = (
        Hyperparameter(
            "beta", "β", low=0.1, high=10.0, step=0.1, default=1.0, meaning="sharpness of the gate"
        ),
    )

    def forward(self, x: Tensor) -> Tensor:
        size = magnitude(x).double().clamp(max=1e6)  # far beyond the bump; ∞ · 0 would be NaN
        e = torch.exp(-self.config["beta"] * size)
        # f(x) = x σ(βx) = max(x, 0) − |x| e / (1 + e),   e = exp(−β|x|)
        return torch.where(x >= 0, x, 0.0) - (size * e / (1 + e)).to(x.dtype)


class GELU(ActivationFunction):
    """Gaussian error linear unit: a number times the chance that a standard normal one is smaller.

    Definition: f(x) = x (1 + erf(x / sqrt(2))) / 2.
    Numerics: ReLU minus a bump, as Swish; `erfc` keeps the small tail that 1 + erf rounds to 0.
    Source: Hendrycks, Gimpel (2016).
    """

    def forward(self, x: Tensor) -> Tensor:
        size = magnitude(x).double().clamp(max=1e6)  # far beyond the bump; ∞ · 0 would be NaN
        tail = torch.erfc(size / 2**0.5) / 2
        # f(x) = x Φ(x) = max(x, 0) − |x| Φ(−|x|)
        return torch.where(x >= 0, x, 0.0) - (size * tail).to(x.dtype)


class SELU(ActivationFunction):
    """Scaled exponential linear unit: the ELU that leaves mean 0 and variance 1 as they are.

    Definition: f(x) = λ x for x > 0, λ α (exp(x) − 1) otherwise.
    Numerics: as ELU, clamped, with `expm1` for tiny x and exp − 1 for tiny slopes.
    Source: Klambauer, Unterthiner, Mayr, Hochreiter (2017).
    """

    ALPHA = 1.6732632423543772  # makes E[f(z)] = 0 for a standard normal z
    LAMBDA = 1.0507009873554805  # makes E[f(z)²] = 1

    def forward(self, x: Tensor) -> Tensor:
        below = x.clamp(max=0)
        growth = torch.where(below > -1, torch.expm1(below), torch.exp(below) - 1)
        # f(x) = λ x,  x > 0;   λ α (eˣ − 1),  x ≤ 0
        return torch.where(x > 0, self.LAMBDA * x, self.LAMBDA * self.ALPHA * growth)


class Softplus(ActivationFunction):
    """Softplus: a ReLU without a corner, whose slope is the sigmoid.

    Definition: f(x) = log(1 + exp(x)).
    Numerics: exp(−|x|) never overflows, and `log1p` keeps what 1 + exp would round away.
    Source: Dugas, Bengio, Bélisle, Nadeau, Garcia (2001).
    """

    def forward(self, x: Tensor) -> Tensor:
        # f(x) = ln(1 + eˣ) = max(x, 0) + ln(1 + e⁻ˡˣˡ)
        return torch.where(x >= 0, x, 0.0) + torch.log1p(torch.exp(-magnitude(x)))


class Mish(ActivationFunction):
    """Mish: a number times the tanh of its softplus; a gate like Swish's, a little steeper.

    Definition: f(x) = x tanh(log(1 + exp(x))).
    Numerics: ReLU minus a bump, as Swish; tanh and log cancel to a fraction of exponentials.
    Source: Misra (2020).
    """

    def forward(self, x: Tensor) -> Tensor:
        size = magnitude(x).double().clamp(max=1e6)  # far beyond the bump; ∞ · 0 would be NaN
        e = torch.exp(-size)
        # tanh ln(1 + eˣ) = 1 − 2e² / (1 + 2e + 2e²),  x ≥ 0;   (2e + e²) / (2 + 2e + e²),  x < 0
        bump = torch.where(x >= 0, 2 * e * e / (1 + 2 * e + 2 * e * e), e * (2 + e) / (2 + 2 * e + e * e))
        # f(x) = max(x, 0) − |x| · bump
        return torch.where(x >= 0, x, 0.0) - (size * bump).to(x.dtype)
