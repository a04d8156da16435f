import type { Json } from "../../json";
import { printJson } from "../../jsonpath/read-json";
import type { StateFields } from "../fields/state-fields";
import { prepareJsonataFields } from "../jsonata/jsonata-fields";
import { prepareJsonPathFields } from "../fields/jsonpath-fields";
import { andThen } from "../../and-then";
import type { ErrorDetails, InspectionData } from "./request";
import type { TestedState } from "./find-state";
import { STATE_NAME } from "./find-state";

type Stage =
  | "afterInputPath"
  | "afterParameters"
  | "afterArguments"
  | "afterItemsPath"
  | "afterItemsPointer"
  | "afterItemSelector"
  | "afterItemBatcher"
  | "result"
  | "afterResultSelector"
  | "afterResultPath";

const OUTPUT: readonly Stage[] = ["afterResultSelector", "afterResultPath"];
const ITEMS: readonly Stage[] = ["afterItemsPointer", "afterItemSelector", "afterItemBatcher"];

/** The stages that AWS shows of a type of state. *Recorded* (LocalStack's AWS-validated snapshots), but for Wait. */
const JSONPATH_STAGES: Readonly<Record<string, readonly Stage[]>> = {
  Task: ["afterInputPath", "afterParameters", "result", ...OUTPUT],
  Pass: ["afterInputPath", "afterParameters", ...OUTPUT],
  Map: ["afterInputPath", "afterItemsPath", ...ITEMS, ...OUTPUT],
  Parallel: OUTPUT,
  Choice: ["afterInputPath"],
  Wait: ["afterInputPath"],
  Succeed: ["afterInputPath"],
  Fail: ["afterInputPath"],
};

/** *Recorded*: of a Pass state with a Result, its input's stages are not shown. */
const FIXED_STAGES: readonly Stage[] = ["result", ...OUTPUT];

/** *Recorded*, but for the stages of a Map's items and a Task's result, which are *assumed* to be as with JSONPath. */
const JSONATA_STAGES: Readonly<Record<string, readonly Stage[]>> = {
  Task: ["afterArguments", "result"],
  Map: ITEMS,
};

function listStages({ type, definition, isJsonata }: TestedState): readonly Stage[] {
  if (isJsonata) return JSONATA_STAGES[type] ?? [];
  return type === "Pass" && (definition["Result"] ?? undefined) !== undefined
    ? FIXED_STAGES
    : (JSONPATH_STAGES[type] ?? []);
}

/** Collects what a state makes of its input. */
export class Inspection {
  private readonly stages: readonly Stage[];
  private readonly collected: Record<string, string | number | ErrorDetails> = {};

  constructor(
    state: TestedState,
    private readonly print: (value: Json) => string,
  ) {
    this.stages = listStages(state);
  }

  /** Keeps the value of a stage, if AWS shows it of the state. */
  show(stage: Stage, value: Json): void {
    if (this.stages.includes(stage)) this.collected[stage] = this.print(value);
  }

  /** Keeps a limit of a Map state, if the state has it. */
  showLimit(name: "maxConcurrency" | "toleratedFailureCount" | "toleratedFailurePercentage", value?: number): void {
    if (value !== undefined) this.collected[name] = value;
  }

  showErrorDetails(details: ErrorDetails): void {
    if (Object.keys(details).length > 0) this.collected["errorDetails"] = details;
  }

  /** What was collected, with the input's text and the variables. */
  list(input: string, variables: Readonly<Record<string, Json>>): InspectionData {
    const hasVariables = Object.keys(variables).length > 0;
    return { input, ...this.collected, ...(hasVariables && { variables: printJson(variables) }) };
  }
}

/** Prepares the fields of a state so that the inspection sees each stage. */
export function prepareWatchedFields({ definition, isJsonata }: TestedState, inspection: Inspection): StateFields {
  const fields = isJsonata
    ? prepareJsonataFields(STATE_NAME, definition)
    : prepareJsonPathFields(STATE_NAME, definition, (stage, value) => inspection.show(stage, value));
  return {
    ...fields,
    readInput: (frame) => {
      const root = fields.readInput(frame);
      inspection.show("afterInputPath", root);
      return root;
    },
    readArguments: (root, frame) =>
      andThen(fields.readArguments(root, frame), (passed) => {
        inspection.show(isJsonata ? "afterArguments" : "afterParameters", passed);
        return passed;
      }),
  };
}
