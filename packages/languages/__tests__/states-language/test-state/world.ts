import type { Json } from "../../../json";
import { printJson } from "../../../jsonpath/read-json";
import {
  testState,
  type TestStateAnswer,
  TestStateRefusal,
  type TestStateRequest,
  type TestStateWorld,
} from "../../../states-language/test-state/test-state";

/** A request whose JSON texts are given as values. */
export interface Asked extends Partial<
  Omit<TestStateRequest, "definition" | "input" | "variables" | "context" | "mock" | "stateConfiguration">
> {
  readonly input?: Json;
  readonly variables?: Json;
  readonly context?: Json;
  readonly mock?: { readonly result?: Json; readonly errorOutput?: object; readonly fieldValidationMode?: string };
  readonly stateConfiguration?: { readonly mapItemReaderData?: string; readonly [name: string]: Json | undefined };
}

export interface Tested {
  /** The answer, or the code and the text of a refusal. */
  readonly answer: TestStateAnswer | readonly [string, string];
  readonly notes: readonly string[];
}

/** Tests a state in a world whose time stands still and whose tasks return their parameters. */
export async function test(
  definition: object,
  asked: Asked = {},
  changes: Partial<TestStateWorld> = {},
): Promise<Tested> {
  const notes: string[] = [];
  let uuids = 0;
  try {
    const answer = await testState(toRequest(definition, asked), {
      ...{ partition: "aws", region: "us-east-1", accountId: "123456789012" },
      now: () => Date.UTC(2026, 0, 1),
      wait: (milliseconds) => (milliseconds < 300_000 ? Promise.resolve() : new Promise(() => undefined)),
      random: () => 0.5,
      uuid: () => `uuid-${++uuids}`,
      runTask: async ({ parameters }) => parameters,
      note: (text) => notes.push(text),
      ...changes,
    });
    return { answer, notes };
  } catch (thrown) {
    if (!(thrown instanceof TestStateRefusal)) throw thrown;
    return { answer: [thrown.code, thrown.message], notes };
  }
}

function toRequest(definition: object, { input, variables, context, mock, ...others }: Asked): TestStateRequest {
  const { result, ...rest } = mock ?? {};
  return {
    definition: printJson(definition as Json),
    ...toText("input", input),
    ...toText("variables", variables),
    ...toText("context", context),
    ...(mock && { mock: { ...rest, ...toText("result", result) } as TestStateRequest["mock"] }),
    ...(others as Partial<TestStateRequest>),
  };
}

function toText(name: string, value: Json | undefined): Partial<Record<string, string>> {
  return value === undefined ? {} : { [name]: printJson(value) };
}
