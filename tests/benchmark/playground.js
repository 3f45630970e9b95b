// The way TensorFlow Playground trains, written anew for a measurement: every unit and every connection is an
// object of its own, examples go through one after another, and a batch's derivatives are added up and applied
// by plain gradient descent. Like Playground it looks at the loss over all points once an epoch, unless it is
// asked to do so at every step, as the engines in Python do; it never records gradients.
import { createInterface } from "node:readline";

const tanh = { value: Math.tanh, slope: (z) => 1 - Math.tanh(z) ** 2 };
const sigmoidValue = (z) => 1 / (1 + Math.exp(-z));
const FUNCTIONS = [
  { value: sigmoidValue, slope: (z) => sigmoidValue(z) * (1 - sigmoidValue(z)) },
  tanh,
  { value: (z) => Math.max(0, z), slope: (z) => (z > 0 ? 1 : 0) },
  { value: (z) => (z > 0 ? z : 0.01 * z), slope: (z) => (z > 0 ? 1 : 0.01) },
  { value: (z) => (z > 0 ? z : Math.expm1(z)), slope: (z) => (z > 0 ? 1 : Math.exp(z)) },
  { value: (z) => z * sigmoidValue(z), slope: (z) => sigmoidValue(z) * (1 + z * (1 - sigmoidValue(z))) },
];
const IDENTITY = { value: (z) => z, slope: () => 1 };

class Connection {
  constructor(source, target, weight) {
    this.source = source;
    this.target = target;
    this.weight = weight;
    this.derivative = 0;
    this.summedDerivative = 0;
    this.derivatives = 0;
    source.outgoing.push(this);
    target.incoming.push(this);
  }
}

class Unit {
  constructor(activation) {
    this.activation = activation;
    this.incoming = [];
    this.outgoing = [];
    this.bias = 0;
    this.z = 0;
    this.output = 0;
    this.outputDerivative = 0;
    this.signal = 0;
    this.summedSignal = 0;
    this.signals = 0;
  }

  forward() {
    this.z = this.bias;
    for (const connection of this.incoming) this.z += connection.weight * connection.source.output;
    this.output = this.activation.value(this.z);
  }
}

class Network {
  constructor(activation, depth, width) {
    this.layers = [[new Unit(IDENTITY), new Unit(IDENTITY)]];
    for (let layer = 1; layer <= depth + 1; layer++) {
      const last = layer === depth + 1;
      const before = this.layers[layer - 1];
      const bound = Math.sqrt(3 / before.length);
      const units = Array.from({ length: last ? 1 : width }, () => new Unit(last ? IDENTITY : activation));
      for (const unit of units) {
        for (const source of before) new Connection(source, unit, (2 * Math.random() - 1) * bound);
      }
      this.layers.push(units);
    }
  }

  forward(point) {
    this.layers[0][0].output = point.x;
    this.layers[0][1].output = point.y;
    for (let layer = 1; layer < this.layers.length; layer++) {
      for (const unit of this.layers[layer]) unit.forward();
    }
    return this.layers[this.layers.length - 1][0].output;
  }

  backward(logitDerivative) {
    this.layers[this.layers.length - 1][0].outputDerivative = logitDerivative;
    for (let layer = this.layers.length - 1; layer >= 1; layer--) {
      for (const unit of this.layers[layer]) {
        unit.signal = unit.outputDerivative * unit.activation.slope(unit.z);
        unit.summedSignal += unit.signal;
        unit.signals += 1;
      }
      for (const unit of this.layers[layer]) {
        for (const connection of unit.incoming) {
          connection.derivative = unit.signal * connection.source.output;
          connection.summedDerivative += connection.derivative;
          connection.derivatives += 1;
        }
      }
      if (layer === 1) continue;
      for (const unit of this.layers[layer - 1]) {
        unit.outputDerivative = 0;
        for (const connection of unit.outgoing) {
          unit.outputDerivative += connection.weight * connection.target.signal;
        }
      }
    }
  }

  update(learningRate) {
    for (let layer = 1; layer < this.layers.length; layer++) {
      for (const unit of this.layers[layer]) {
        unit.bias -= (learningRate * unit.summedSignal) / unit.signals;
        unit.summedSignal = 0;
        unit.signals = 0;
        for (const connection of unit.incoming) {
          connection.weight -= (learningRate * connection.summedDerivative) / connection.derivatives;
          connection.summedDerivative = 0;
          connection.derivatives = 0;
        }
      }
    }
  }

  loss(points) {
    let sum = 0;
    for (const point of points) {
      const logit = this.forward(point);
      sum += Math.max(logit, 0) - logit * point.label + Math.log1p(Math.exp(-Math.abs(logit)));
    }
    return sum / points.length;
  }

  step(batch) {
    for (const point of batch) {
      const logit = this.forward(point);
      this.backward(1 / (1 + Math.exp(-logit)) - point.label);
    }
    this.update(0.05);
  }
}

function moons(samples) {
  return Array.from({ length: samples }, (_, index) => {
    const label = index % 2;
    const angle = Math.PI * Math.random();
    const x = label ? 1 - Math.cos(angle) : Math.cos(angle);
    const y = label ? 0.5 - Math.sin(angle) : Math.sin(angle);
    return { x: (x - 0.5) / 0.87, y: (y - 0.25) / 0.5, label };
  });
}

// Reads "batch steps everyStep" a line (the last 0 or 1), answers with the processor seconds that these steps took.
const points = moons(300);
const runs = new Map();

function train(run, batch, steps, everyStep) {
  for (let step = 0; step < steps; step++) {
    const epochEnds = run.seen + batch > points.length;
    if (epochEnds) run.seen = 0;
    if (epochEnds || everyStep) run.losses = run.networks.map((network) => network.loss(points));
    const chosen = points.slice(run.seen, run.seen + batch);
    for (const network of run.networks) network.step(chosen);
    run.seen += batch;
  }
}

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const [batch, steps, everyStep] = line.split(" ").map(Number);
    if (!runs.has(batch)) {
      runs.set(batch, { seen: 0, losses: [], networks: FUNCTIONS.map((each) => new Network(each, 4, 16)) });
    }
    const start = process.cpuUsage();
    train(runs.get(batch), batch, steps, everyStep);
    const used = process.cpuUsage(start);
    console.log((used.user + used.system) / 1e6);
  });
