import { validateDefinition } from "@sfn-websocket/languages/states-language/validation/validate-definition";
import { type Action, defineAction } from "./action";
import { DEFINITION, MACHINE_TYPE } from "./request-members";
import type { StepFunctionsWorld } from "./stepfunctions";
import { TEST_STATE, testState, type TestStateRequest } from "./test-state";

interface Validate {
  readonly definition: string;
  readonly type?: "STANDARD" | "EXPRESS";
  readonly severity?: "ERROR" | "WARNING";
  readonly maxResults?: number;
}

/** The most diagnostics of an answer. @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html */
const MAXIMUM_DIAGNOSTICS = 100;

/** The actions on definitions that belong to no machine. */
export function createDefinitionActions(world: StepFunctionsWorld): Readonly<Record<string, Action>> {
  return {
    ValidateStateMachineDefinition: defineAction<Validate>({
      name: "ValidateStateMachineDefinition",
      constraints: {
        definition: { ...DEFINITION, minimum: 0, required: true },
        type: MACHINE_TYPE,
        severity: { values: ["ERROR", "WARNING"] },
        maxResults: { type: "number", minimum: 0, maximum: MAXIMUM_DIAGNOSTICS },
      },
      run: ({ definition, type = "STANDARD", severity: least = "ERROR", maxResults }) => {
        const found = validateDefinition(definition, { type });
        const shown = found.filter(({ severity }) => least === "WARNING" || severity === "ERROR");
        const diagnostics = shown.slice(0, maxResults || MAXIMUM_DIAGNOSTICS).map((each) => ({ ...each }));
        const isWrong = found.some(({ severity }) => severity === "ERROR");
        return { diagnostics, result: isWrong ? "FAIL" : "OK", truncated: diagnostics.length < shown.length };
      },
    }),
    TestState: defineAction<TestStateRequest>({
      name: "TestState",
      constraints: TEST_STATE,
      run: (request) => testState(request, world),
    }),
  };
}
