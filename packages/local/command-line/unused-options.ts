import type { StateMachine } from "../stepfunctions/resources";
import type { ExecuteAccount } from "./execute-account";
import type { ExecuteOptions } from "./execute-options";

interface Execution {
  /** The definition and the input, which name what is called. */
  readonly text: string;
  /** Undefined where the workflow calls nothing. */
  readonly account: ExecuteAccount | undefined;
  /** The machine that the stacks make of the workflow. */
  readonly deployed: StateMachine | undefined;
}

/** A line for each option of the command line that the execution has no use for. */
export function describeUnused(options: ExecuteOptions, { text, account, deployed }: Execution): readonly string[] {
  const { functions, forwards, name } = options.given;
  const uncalled = functions.filter((each) => !text.includes(each));
  return [
    ...uncalled.map(
      (each) => `--lambda: workflow and input do not name the function, got '${each}'; correct or drop it`,
    ),
    ...(account === undefined ? forwards : []).map(
      (each) => `--forward: the workflow calls no service, got '${each}'; drop it`,
    ),
    ...(name === undefined || deployed === undefined || deployed.name === name || options.mock !== undefined
      ? []
      : [`--name: the stacks name the workflow '${deployed.name}', got '${name}'; correct or drop it`]),
  ].map((line) => `warning: ${line}`);
}

/** A line for each function that was given a module and has its name nowhere in the stacks, which a message's data may have. */
export const describeUnnamed = (functions: ExecuteOptions["functions"], stacks: string): readonly string[] =>
  [...functions.keys()]
    .filter((name) => !stacks.includes(name))
    .map(
      (name) =>
        `warning: --lambda: no stack names the function, got '${name}'; correct it, unless its name comes with messages`,
    );
