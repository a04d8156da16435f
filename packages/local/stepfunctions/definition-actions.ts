import { runInTurns } from "@sfn-websocket/languages/states-language/world/steps";
import { validateInSteps } from "@sfn-websocket/languages/states-language/validation/validate-definition";
import { type Actions, defineAction } from "./action";
import { DEFINITION, MACHINE_TYPE } from "./request-members";
import { TEST_STATE, testState } from "./test-state";

/** The most diagnostics of an answer. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html */
const MAXIMUM_DIAGNOSTICS = 100;

/** The actions on definitions that belong to no machine. */
export const DEFINITION_ACTIONS: Actions = {
  ValidateStateMachineDefinition: defineAction({
    members: {
      definition: { ...DEFINITION, minimum: 0, required: true },
      type: MACHINE_TYPE,
      severity: { values: ["ERROR", "WARNING"] },
      maxResults: { type: "number", minimum: 0, maximum: MAXIMUM_DIAGNOSTICS },
    },
    async run(_, { definition, type = "STANDARD", severity: least = "ERROR", maxResults }) {
      const found = await runInTurns(validateInSteps(definition, { type }));
      const shown = found.filter(({ severity }) => least === "WARNING" || severity === "ERROR");
      const diagnostics = shown.slice(0, maxResults || MAXIMUM_DIAGNOSTICS).map((each) => ({ ...each }));
      const isWrong = found.some(({ severity }) => severity === "ERROR");
      return { diagnostics, result: isWrong ? "FAIL" : "OK", truncated: diagnostics.length < shown.length };
    },
  }),
  TestState: defineAction({
    members: TEST_STATE,
    run: ({ world }, request, { signal }) => testState(request, world, signal),
  }),
};
