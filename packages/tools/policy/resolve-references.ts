import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";

/** What a reader calls a resource, by its type; another is called by its type. */
const NOUNS: Readonly<Record<string, string>> = {
  aws_apigatewayv2_api: "API",
  aws_cloudwatch_log_group: "log group",
  aws_dynamodb_table: "table",
  aws_iam_policy: "policy",
  aws_iam_role: "role",
  aws_kms_key: "key",
  aws_lambda_function: "function",
  aws_sfn_alias: "alias",
  aws_sfn_state_machine: "state machine",
  aws_sns_topic: "topic",
  aws_sqs_queue: "queue",
};

/** What Terraform looks up, by data source and attribute. */
const LOOKED_UP: Readonly<Record<string, string>> = {
  "aws_caller_identity.account_id": "account",
  "aws_partition.partition": "partition",
  "aws_partition.dns_suffix": "DNS suffix",
  "aws_region.name": "region",
};

/** Attributes that stand for the resource as such. */
const IDENTITIES = ["id", "arn", "name"];
/** Attributes that hold a resource's name. */
const NAMES = ["name", "function_name", "bucket", "alias"];

/** Makes Terraform's texts readable. */
export interface References {
  /** The text with each reference in words: `state machine orders`, `arn:<partition>:states:...`. */
  readonly show: (text: string) => string;
  /** The resource that the text refers to and nothing else, undefined where it is none of the stack's. */
  readonly find: (text: string) => Resource | undefined;
  /** The readable name of a resource. */
  readonly name: (resource: Resource) => string;
}

/** A resource of a stack. */
export interface Resource {
  readonly type: string;
  /** Its name in Terraform. */
  readonly id: string;
  readonly attributes: JsonObject;
}

/** All resources of a stack, in its order. */
export function listResources(terraform: JsonObject): readonly Resource[] {
  return listMembers(terraform["resource"]).flatMap(([type, named]) =>
    listMembers(named).flatMap(([id, blocks]) =>
      [blocks].flat().flatMap((attributes) => (isJsonObject(attributes) ? [{ type, id, attributes }] : [])),
    ),
  );
}

/** Reads what the texts of a stack refer to. */
export function readReferences(resources: readonly Resource[]): References {
  const byAddress = new Map(resources.map((resource) => [`${resource.type}.${resource.id}`, resource]));
  const show = (text: string): string => {
    const [alone] = /^\$\{([^}]+)\}$/.exec(text)?.slice(1) ?? [];
    if (alone !== undefined) return describe(alone);
    return text
      .replaceAll(/(?<!\$)\$\{([^}]+)\}/g, (_, reference: string) => `<${describe(reference)}>`)
      .replaceAll(/([$%])\1\{/g, "$1{");
  };
  const describe = (reference: string): string => {
    const [type = "", id = "", attribute = ""] = reference.replace(/^data\./, "").split(".");
    const resource = byAddress.get(`${type}.${id}`);
    if (reference.startsWith("data.")) return LOOKED_UP[`${type}.${attribute}`] ?? reference;
    if (resource === undefined) return reference;
    const described = `${NOUNS[type] ?? type.replace(/^aws_/, "").replaceAll("_", " ")} ${name(resource)}`;
    return IDENTITIES.includes(attribute) ? described : `${described}, ${attribute}`;
  };
  const name = ({ id, attributes }: Resource): string => {
    const given = NAMES.map((attribute) => attributes[attribute]).find((value) => typeof value === "string");
    // Names are literals; one that refers to another resource is shown as Terraform's, so that no circle is followed.
    return given === undefined || /\$\{/.test(given) ? id : given;
  };
  const find = (text: string) => {
    const [, address = ""] = /^\$\{(\w+\.[\w-]+)\.\w+\}$/.exec(text) ?? [];
    return byAddress.get(address);
  };
  return { show, find, name };
}

function listMembers(value: Json | undefined): readonly [string, Json][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}
