import { findJsonObject, isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { CloudWatchError } from "./wire";

/** What is wrong with a dashboard's body, and where. */
interface Finding {
  readonly dataPath: string;
  readonly message: string;
}

/** The most that AWS takes of a widget's place in the grid. */
const MOST: Readonly<Record<string, number>> = { x: 23, width: 24, height: 1_000 };

/**
 * Throws CloudWatchError InvalidParameterInput for a body that AWS refuses, as far as it is about the body's frame: its
 * widgets, their types, places and properties. What a type of widget has for properties is not looked at.
 *
 * *Recorded*, in public issues and measurements of us-east-1 from 2022 to 2026: the texts and the paths of widgets.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function requireDashboardBody(text: string): void {
  const body = findJsonObject(text);
  if (body === undefined)
    throw new CloudWatchError("InvalidParameterInput", "The field DashboardBody must be a valid JSON object");
  const findings = checkJson(body);
  if (findings.length === 0) return;
  const what = `there are ${findings.length} validation errors`;
  const message = `The dashboard body is invalid, ${what}:\n${JSON.stringify(findings, undefined, 2)}`;
  throw new CloudWatchError("InvalidParameterInput", message);
}

/** *Assumed*: the path of the whole body. */
function checkJson(body: JsonObject): readonly Finding[] {
  const { widgets } = body;
  if (widgets === undefined) return [{ dataPath: "/", message: "Should have required property 'widgets'" }];
  if (!Array.isArray(widgets)) return [{ dataPath: "/widgets", message: "Should be array" }];
  return widgets.flatMap((widget, index) => checkWidget(widget, `/widgets/${index}`));
}

function checkWidget(widget: Json, dataPath: string): readonly Finding[] {
  if (!isJsonObject(widget)) return [{ dataPath, message: "Should be object" }];
  const missing = ["type", "properties"].filter((name) => widget[name] === undefined);
  const outside = Object.entries(MOST).filter(([name, most]) => Number(widget[name] ?? 0) > most);
  return [
    ...missing.map((name) => ({ dataPath, message: `Should have required property '${name}'` })),
    ...outside.map(([name, most]) => ({ dataPath: `${dataPath}/${name}`, message: `Should be <= ${most}` })),
  ];
}
