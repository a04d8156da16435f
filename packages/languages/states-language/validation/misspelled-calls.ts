import { isJsonObject, type JsonObject } from "../../json";
import { findNearestName } from "../../nearest-name";
import { findApiRequest, listApiActions } from "../calls/api-shapes";
import { nameSdkService, parseTaskResource } from "../calls/task-resource";
import { listInnerMachines, listStates } from "./inner-machines";

/** An argument of a Task state that its call does not take, or an action that its service has not, near to one that is. */
export interface MisspelledCall {
  /** Such as `/States/Post/Arguments/RequestBdy`. */
  readonly location: string;
  /** Such as `apigateway:invoke`; of an action, the service. */
  readonly call: string;
  readonly name: string;
  readonly meant: string;
}

/**
 * What is misspelled in calls though the definition is valid: Step Functions takes an argument that is a path by any name,
 * and then fails the state with `The field "…" is not supported by Step Functions` (*recorded*, in reports of its users);
 * an action that is not known here may be a new one.
 */
export function listMisspelledCalls(machine: JsonObject, location = ""): readonly MisspelledCall[] {
  return listStates(machine, location).flatMap(([, state, at]) => [
    ...(state["Type"] === "Task" ? listOwn(state, at) : []),
    ...listInnerMachines(state, at).flatMap(([inner, within]) => listMisspelledCalls(inner, within)),
  ]);
}

function listOwn(state: JsonObject, at: string): readonly MisspelledCall[] {
  if (typeof state["Resource"] !== "string") return [];
  const { resourceType = "", resource } = parseTaskResource(state["Resource"]);
  const [action = ""] = resource.split(".");
  const service = nameSdkService(resourceType);
  const actions = resourceType === service ? [] : listApiActions(service);
  return [
    ...compare(action, actions, { location: `${at}/Resource`, call: resourceType }),
    ...["Arguments", "Parameters"].flatMap((field) => {
      const given = state[field];
      const known = listArguments(service, action);
      return Object.keys(isJsonObject(given) ? given : {}).flatMap((key) =>
        compare(key.replace(/\.\$$/, ""), known, {
          location: `${at}/${field}/${key}`,
          call: `${resourceType}:${action}`,
        }),
      );
    }),
  ];
}

function listArguments(service: string, action: string): readonly string[] {
  const shape = findApiRequest(service, action)?.shape;
  return shape?.kind === "structure" ? [...shape.members.keys()] : [];
}

function compare(
  name: string,
  known: readonly string[],
  where: Pick<MisspelledCall, "location" | "call">,
): readonly MisspelledCall[] {
  const meant = known.includes(name) ? undefined : findNearestName(name, known);
  return meant === undefined ? [] : [{ ...where, name, meant }];
}
