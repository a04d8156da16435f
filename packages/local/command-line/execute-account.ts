import { createAws, type Aws } from "../account/aws";
import { listStateMachines } from "../account/list-served";
import { createServiceTasks } from "../account/service-tasks";
import type { RunTask } from "../account/tasks";
import type { Clock } from "../clock";
import type { Forwards } from "../forward/forwards";
import { createServer } from "../http/server";
import type { FunctionModule } from "../lambda/function-module";
import { createFunctionRuntime } from "../lambda/function-runtime";
import type { StateMachine } from "../stepfunctions/resources";
import { loadStack } from "../terraform/load-stacks";
import { listen } from "./listen";
import type { SynthesizedStack } from "../terraform/synthesized";

export interface AccountOptions {
  readonly stacks: readonly SynthesizedStack[];
  readonly functions: ReadonlyMap<string, FunctionModule>;
  /** Servers of the user's that answer for services. */
  readonly forwards: Forwards;
  readonly clock: Clock;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
}

/** The AWS that a single execution has: what the stacks make, and the modules of functions. */
export interface ExecuteAccount {
  readonly runTask: RunTask;
  /** The stacks' state machines. */
  readonly stateMachines: readonly StateMachine[];
  /** Makes the role of a workflow that no stack has, which may do all: its ARN. */
  readonly createRole: (name: string) => string;
  /** Ends the functions. */
  readonly close: () => Promise<void>;
}

const TRUST = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "states.amazonaws.com" } },
};
const ALL = { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } };

/**
 * Makes the AWS of one execution, as `npm start` makes its own; functions reach it by an address that nobody else knows.
 *
 * @throws Error in the developer form where a stack cannot be loaded.
 */
export async function openAccount(options: AccountOptions): Promise<ExecuteAccount> {
  const { stacks, functions, forwards, clock, log } = options;
  let endpoint: string | undefined;
  const runtime = createFunctionRuntime({ functions, clock, log, endpoint: () => endpoint });
  const aws = createAws({ clock, log, functions: runtime, forwards });
  for (const stack of stacks) loadStack(stack, aws);
  const server = functions.size > 0 ? createServer({ aws: () => aws, log }) : undefined;
  if (server) endpoint = `http://127.0.0.1:${await listen(server.http, { port: 0, host: "127.0.0.1" })}`;
  return {
    runTask: createServiceTasks(aws, log),
    stateMachines: listStateMachines(aws),
    createRole: (name) => createRole(aws, name),
    async close() {
      runtime.stop();
      await server?.close();
    },
  };
}

/** Roles may have fewer characters, and fewer kinds of them, in their names than state machines. */
function createRole({ iam }: Aws, name: string): string {
  const roleName = name.replace(/[^\w+=,.@-]/g, "-").slice(0, 64);
  const { arn } = iam.createRole({ roleName, assumeRolePolicyDocument: JSON.stringify(TRUST) });
  iam.putRolePolicy({ roleName, policyName: "all", policyDocument: JSON.stringify(ALL) });
  return arn;
}
