import { wait } from "../../clock";
import type { LogEvent } from "../../stepfunctions/execution-log";
import { createStepFunctions, type StepFunctions } from "../../stepfunctions/stepfunctions";
import type { StepFunctionsWorld } from "../../stepfunctions/world";
import { createVirtualClock, type VirtualClock } from "../virtual-clock";

export interface World {
  readonly stepfunctions: StepFunctions;
  readonly clock: VirtualClock;
  /** What executions logged: group, stream and events. */
  readonly written: (readonly [string, string, readonly LogEvent[]])[];
  readonly lines: string[];
}

/** Step Functions in a world that a test decides; UUIDs count. */
export function createWorld(changes: Partial<StepFunctionsWorld> = {}): World {
  const clock = createVirtualClock();
  const written: World["written"][number][] = [];
  const lines: string[] = [];
  let uuids = 0;
  const stepfunctions = createStepFunctions({
    partition: "aws",
    region: "us-east-1",
    accountId: "123456789012",
    now: clock.now,
    elapsed: clock.elapsed,
    wait: (milliseconds, signal) => wait(clock, milliseconds, signal),
    random: () => 0.5,
    uuid: () => `uuid-${++uuids}`,
    runTask: () => async () => ({}),
    log: (line) => lines.push(line),
    writeLog: (...all) => written.push(all),
    ...changes,
  });
  return { stepfunctions, clock, written, lines };
}

const ROLE = "arn:aws:iam::123456789012:role/sfn";
const ARN = "arn:aws:states:us-east-1:123456789012:stateMachine";

/** The request for a machine of one state. */
export function requestMachine(name: string, state: object = { Type: "Pass", End: true }) {
  const definition = JSON.stringify({ StartAt: "A", States: { A: state } });
  return { name, roleArn: ROLE, definition, stateMachineArn: `${ARN}:${name}` };
}
