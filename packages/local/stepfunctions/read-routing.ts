import { isJsonObject, type Json } from "@sfn-websocket/languages/jsonpath/json";
import { refuseMembers } from "../protocols/constraints";
import type { RoutingConfiguration } from "./resources";
import { StepFunctionsError } from "./wire";

const MEMBERS = {
  stateMachineVersionArn: { required: true, minimum: 1, maximum: 256 },
  weight: { type: "number", required: true, minimum: 0, maximum: 100 },
} as const;

/** Returns the routing of a request's list. @throws StepFunctionsError ValidationException, SerializationException. */
export function readRouting(list: readonly unknown[]): RoutingConfiguration[] {
  return (list as readonly Json[]).map((item, index) => {
    if (!isJsonObject(item)) throw new StepFunctionsError("SerializationException", "");
    const refusal = refuseMembers(item, MEMBERS);
    if (refusal !== undefined && "unreadable" in refusal)
      throw new StepFunctionsError("SerializationException", refusal.unreadable);
    if (refusal !== undefined) {
      const text = refusal.invalid.replaceAll(
        / at '(\w+)' failed/g,
        ` at 'routingConfiguration.${index + 1}.member.$1' failed`,
      );
      throw new StepFunctionsError("ValidationException", text);
    }
    return { stateMachineVersionArn: String(item["stateMachineVersionArn"]), weight: Number(item["weight"]) };
  });
}
