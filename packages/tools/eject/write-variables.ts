import { RETENTION_DAYS } from "@sfn-websocket/languages/retention-days";
import type { Json, JsonObject } from "@sfn-websocket/languages/json";
import type { Bindings } from "./bind-marks";
import type { VariableName } from "./marks";

/** Variables of the module that no mark stands for. */
type OtherVariable = "tags" | "state_machine_timeouts";

type Variable = Exclude<VariableName, "region"> | OtherVariable;

interface Row {
  readonly type: string;
  readonly description: string;
  /** The value where none is given. @default - one must be given */
  readonly fallback?: (bindings: Bindings) => Json;
  /** What a value must be, as an expression, and in words. */
  readonly validation?: (bindings: Bindings) => readonly [condition: string, message: string];
  /** Whether null is a value. @default false */
  readonly nullable?: true;
}

const NAME = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** A stack may be called otherwise in `main.ts`: its own name is good too. */
function writeNameCondition({ name }: Bindings): string {
  const condition = `can(regex("${NAME.source}", var.name))`;
  return name == null || NAME.test(String(name)) ? condition : `${condition} || var.name == ${JSON.stringify(name)}`;
}

/** The module's variables, in the order in which they are written. */
const VARIABLES: Readonly<Record<Variable, Row>> = {
  name: {
    type: "string",
    description:
      "What the names of all resources begin with; each instance of the module in an account and region has its own",
    validation: (bindings) => [
      writeNameCondition(bindings),
      "The name has at most 40 lower-case letters, digits and hyphens, and begins with no hyphen.",
    ],
  },
  stage_name: {
    type: "string",
    description: "Name of the API's stage, the last part of the URL",
    fallback: ({ stage_name: name }) => name ?? "api",
    validation: () => [
      'can(regex("^[A-Za-z0-9_-]{1,128}$", var.stage_name))',
      "A stage's name has at most 128 letters, digits, hyphens and underscores.",
    ],
  },
  log_retention_in_days: {
    type: "number",
    description: "How many days log groups keep events",
    fallback: ({ log_retention_in_days: days }) => days ?? 30,
    validation: () => [
      `contains([${RETENTION_DAYS.join(", ")}], var.log_retention_in_days)`,
      `CloudWatch Logs keeps events for one of ${RETENTION_DAYS.join(", ")} days.`,
    ],
  },
  encryption: {
    type: "object({ kms_key_arn = string })",
    description:
      "The KMS key that encrypts state machines, log groups and tables of the module; without one, keys that AWS owns. An object, so that the key may be made in the same run. Its policy must let logs.<region>.amazonaws.com and delivery.logs.amazonaws.com use it",
    fallback: ({ encryption: key }) => (typeof key === "string" ? { kms_key_arn: key } : null),
    nullable: true,
  },
  permissions_boundary: {
    type: "string",
    description: "ARN of the managed policy that bounds what the module's roles may do",
    fallback: ({ permissions_boundary: arn }) => arn ?? null,
    nullable: true,
  },
  role_path: {
    type: "string",
    description: "Path of the module's roles, between slashes",
    fallback: ({ role_path: path }) => path ?? "/",
    validation: () => [
      'can(regex("^/([0-9A-Za-z_+=,.@-]+/)*$", var.role_path))',
      "A path of roles stands between slashes, as in /chat/.",
    ],
  },
  alarm_topic_arn: {
    type: "string",
    description: "ARN of the SNS topic that the alarms tell; without one they are to be looked at",
    fallback: ({ alarm_topic_arn: arn }) => arn ?? null,
    nullable: true,
  },
  state_machine_timeouts: {
    type: "object({ create = optional(string), update = optional(string), delete = optional(string) })",
    description: 'How long Terraform waits for each state machine, as in { delete = "2h" }',
    fallback: () => ({}),
  },
  tags: {
    type: "map(string)",
    description: "Tags of every resource of the module that takes tags",
    fallback: () => ({}),
  },
};

/** The variables that a module has, as the block `variable` of Terraform's JSON. */
export function writeVariables(used: ReadonlySet<string>, bindings: Bindings, tags: JsonObject): JsonObject {
  const rows = Object.entries(VARIABLES).filter(([name]) => used.has(name));
  return Object.fromEntries(
    rows.map(([name, { type, description, fallback, validation, nullable }]) => {
      const value = name === "tags" ? tags : fallback?.(bindings);
      const rule = validation?.(bindings);
      return [
        name,
        {
          type,
          description,
          ...(value !== undefined && { default: value }),
          ...(nullable !== true && { nullable: false }),
          ...(rule && { validation: [{ condition: `\${${rule[0]}}`, error_message: rule[1] }] }),
        },
      ];
    }),
  );
}
