import {
  CreateStateMachineCommand,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from "@aws-sdk/client-sfn";
import { isTurnPending } from "@sfn-websocket/languages/states-language/world/take-turn";
import { create, openApi, stateMachineArn, type OpenApi } from "./open-api";

/** A machine of many states, each of which leads to the next one. */
function chain(length: number, inputPath: string): string {
  const states = Array.from({ length }, (_, index) => {
    const isLast = index === length - 1;
    return [
      `S${index}`,
      { Type: "Pass", InputPath: inputPath, ...(isLast ? { End: true } : { Next: `S${index + 1}` }) },
    ];
  });
  return JSON.stringify({ StartAt: "S0", States: Object.fromEntries(states) });
}

/** The same within the processor of a Map, as a single state of the machine. */
function mapped(inner: string): string {
  const map = { Type: "Map", ItemProcessor: JSON.parse(inner), End: true };
  return JSON.stringify({ StartAt: "M", States: { M: map } });
}

let api: OpenApi;
beforeEach(async () => {
  api = await openApi();
});
afterEach(() => api.server.close());

/** How often the work on a call stops for others to have their turn, until it is answered. */
async function countTurns(call: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isAnswered = false;
  const settled = call.finally(() => (isAnswered = true)).catch(() => undefined);
  while (!isAnswered) {
    await new Promise(setImmediate);
    if (isTurnPending()) turns++;
  }
  await settled;
  return turns;
}

describe("a definition of thousands of states", () => {
  const large = chain(6000, "$.a.b");
  const calls = {
    "is created": (definition: string) => api.sfn.send(new CreateStateMachineCommand({ ...create, definition })),
    "is validated": (definition: string) => api.sfn.send(new ValidateStateMachineDefinitionCommand({ definition })),
    "changes a machine": (definition: string) =>
      api.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition })),
  };

  it.each(Object.entries(calls))(
    "lets others go on while it %s",
    async (_, call) => {
      api.world.stepfunctions.createStateMachine(create);
      expect(await countTurns(call(large))).toBeGreaterThan(2);
      expect(await countTurns(call(mapped(large)))).toBeGreaterThan(2);
    },
    60_000,
  );

  it("runs, and is told what is wrong with it, as a small one", async () => {
    const { sfn } = api;
    const wrong = chain(6000, "$.a[");
    await expect(sfn.send(new CreateStateMachineCommand({ ...create, definition: wrong }))).rejects.toMatchObject({
      name: "InvalidDefinition",
      message: expect.stringMatching(
        /^Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: .* at \/States\/S0\//,
      ),
    });
    await sfn.send(new CreateStateMachineCommand({ ...create, definition: chain(6000, "$") }));
    expect(await api.run()).toBe("{}");
  }, 60_000);
});
