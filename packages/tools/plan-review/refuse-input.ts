import { isJsonObject, type Json, type JsonObject, requireJson } from "@sfn-websocket/languages/json";

const HOW = "run 'terraform show -json PLAN > plan.json'";
/** Of these a plan has at least one, whatever it changes. */
const PARTS = ["configuration", "planned_values", "resource_changes", "resource_drift"];
/** The format's major version, see `readPlan`. */
const MAJOR = "1";

/**
 * The JSON value in a file's bytes.
 *
 * @throws Error that says which of Terraform's other outputs the bytes are.
 */
export function parsePlanBytes(where: string, bytes: Buffer): Json {
  if (bytes.length === 0) throw new Error(`${where}: is empty, got 0 bytes; ${HOW}`);
  if (bytes.subarray(0, 2).toString("latin1") === "PK")
    throw new Error(`${where}: is not JSON, got a binary plan file; ${HOW}`);
  const text = decode(bytes);
  return requireJson(text, () => new Error(`${where}: is not JSON, got ${nameText(text)}; ${HOW}`));
}

/** PowerShell's `>` writes UTF-16. */
function decode(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return bytes.toString(isUtf16 ? "utf16le" : "utf8").replace(/^\uFEFF/, "");
}

/** What a text that is not JSON seems to be; none of it is repeated, since it may hold secrets. */
function nameText(text: string): string {
  if (/^\{"@level"/.test(text)) return "the log of 'terraform plan -json'";
  if (/Terraform (will perform|used the selected providers)|No changes\. /.test(text))
    return "a plan as text for people";
  if (/^\s*(resource|terraform|provider|variable|module|data|output|locals)\s+["{]/m.test(text)) return "HCL";
  return `${Buffer.byteLength(text)} bytes of other text`;
}

/**
 * The plan as an object.
 *
 * @throws Error for JSON that is no plan, or one of a format that is not known.
 */
export function requirePlan(where: string, json: Json): JsonObject {
  if (!isJsonObject(json)) throw new Error(`${where}: is not a plan, got JSON that is no object; ${HOW}`);
  const { format_version: version } = json;
  if ("lineage" in json || ("values" in json && !("resource_changes" in json)))
    throw new Error(
      `${where}: is not a plan, got a state; name the plan's file: 'terraform show -json PLAN > plan.json'`,
    );
  if ("resource" in json && !("format_version" in json))
    throw new Error(`${where}: is not a plan, got a synthesized stack; compare it with another: --before BASE HEAD`);
  if ("@level" in json) throw new Error(`${where}: is not a plan, got the log of 'terraform plan -json'; ${HOW}`);
  if (typeof version !== "string") throw new Error(`${where}: is not a plan, got JSON without format_version; ${HOW}`);
  if (!PARTS.some((part) => part in json))
    throw new Error(`${where}: is not a plan, got a state without resources; ${HOW}`);
  if (version.split(".")[0] !== MAJOR)
    throw new Error(
      `${where}: format_version is not known, got '${version}'; this tool reads version ${MAJOR} (Terraform 1.1 and later)`,
    );
  return json;
}
