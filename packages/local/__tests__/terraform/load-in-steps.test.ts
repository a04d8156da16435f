import type { JsonObject } from "@sfn-websocket/languages/json";
import { createAws } from "../../account/aws";
import { loadInSteps } from "../../terraform/load-stacks";
import { createIntegrationBlocks } from "./integration-blocks";
import { createVirtualClock } from "../virtual-clock";

/** How often a definition is validated and prepared. */
let mockReadings = 0;
jest.mock("../../stepfunctions/read-definition", () => {
  const actual = jest.requireActual<typeof import("../../stepfunctions/read-definition")>(
    "../../stepfunctions/read-definition",
  );
  const readDefinition: typeof actual.readDefinition = (definition) => {
    mockReadings++;
    return actual.readDefinition(definition);
  };
  return { ...actual, readDefinition };
});

const STATES = 500;
const ROUTES = 200;

function chain(): string {
  const states = Array.from({ length: STATES }, (_, index) => [
    `S${index}`,
    { Type: "Pass", ...(index === STATES - 1 ? { End: true } : { Next: `S${index + 1}` }) },
  ]);
  return JSON.stringify({ StartAt: "S0", States: Object.fromEntries(states) });
}

function load(definition: string) {
  const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
  const { apigateway, stepfunctions } = aws.region("us-east-1");
  const machine = { name: "m", role_arn: "arn:aws:iam::123456789012:role/r", definition, type: "EXPRESS" };
  const resource: JsonObject = { aws_sfn_state_machine: { m: machine }, ...createIntegrationBlocks(ROUTES) };
  const steps = loadInSteps({ name: "stack", file: "main.tf.json", configuration: { resource } }, aws);
  let [beforeMachine, beforeDeployment] = [0, 0];
  for (let step = steps.next(); step.done !== true; step = steps.next()) {
    if (stepfunctions.stateMachines().length === 0) beforeMachine++;
    else if (apigateway.apis().every(({ apiId }) => apigateway.deployments(apiId).length === 0)) beforeDeployment++;
  }
  return { aws, beforeMachine, beforeDeployment };
}

describe("a stack that is loaded in steps", () => {
  it("prepares a definition in steps of its own, once, before the machine is created", () => {
    mockReadings = 0;
    const { aws, beforeMachine } = load(chain());
    expect(beforeMachine).toBeGreaterThan(STATES);
    expect(mockReadings).toBe(1);
    expect(aws.region("us-east-1").stepfunctions.stateMachines()).toHaveLength(1);
  });

  it("prepares a deployment's templates in steps of their own, before it is created", () => {
    expect(load('{"StartAt":"S","States":{"S":{"Type":"Succeed"}}}').beforeDeployment).toBeGreaterThan(3 * ROUTES);
  });

  it("fails as it does in one step where a definition is wrong", () => {
    expect(() => load('{"StartAt":"S"}')).toThrow(/^stack: aws_sfn_state_machine\.m: Invalid State Machine Definition/);
  });
});
