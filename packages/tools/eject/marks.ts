/**
 * What stands, in a second synthesis, for what a module's user decides: wherever one of these texts comes out, a variable
 * belongs. They are short, so that no name is cut, hold letters that no hash does, and have the forms that
 * settings ask for.
 */
export const MARKS = {
  name: "zq9",
  stageName: "zq8",
  region: "zq-east-9",
  retention: 3653,
  kmsKey: "zq7",
  boundary: "zq6",
  rolePath: "/zq5/",
  topic: "zq4",
} as const;

const ACCOUNT = "000000000009";

/** The ARNs that hold a mark. */
export const MARKED_ARNS = {
  kmsKey: (region: string) => `arn:aws:kms:${region}:${ACCOUNT}:key/${MARKS.kmsKey}`,
  topic: (region: string) => `arn:aws:sns:${region}:${ACCOUNT}:${MARKS.topic}`,
  boundary: `arn:aws:iam::${ACCOUNT}:policy/${MARKS.boundary}`,
} as const;

/** What one synthesis is told to mark. */
export interface Marking {
  /** The mark, or the stack's own region where it works in no other. */
  readonly region: string;
  readonly encrypted: boolean;
  /** Whether there are alarms, without which synthesis takes no topic. */
  readonly alarms: boolean;
  /** Whether roles have a boundary, which those that are there already cannot get. */
  readonly isBounded: boolean;
}

/** The settings, as environment variables, that mark a synthesis. */
export function markSettings({ region, encrypted, alarms, isBounded }: Marking): Readonly<Record<string, string>> {
  return {
    WEBSOCKET_API_STACK_NAME: MARKS.name,
    WEBSOCKET_API_STAGE_NAME: MARKS.stageName,
    WEBSOCKET_API_REGION: region,
    WEBSOCKET_API_LOG_RETENTION_IN_DAYS: String(MARKS.retention),
    WEBSOCKET_API_ROLE_PATH: MARKS.rolePath,
    ...(isBounded && { WEBSOCKET_API_PERMISSIONS_BOUNDARY: MARKED_ARNS.boundary }),
    ...(encrypted && { WEBSOCKET_API_KMS_KEY_ARN: MARKED_ARNS.kmsKey(region) }),
    ...(alarms && { WEBSOCKET_API_ALARM_TOPIC_ARN: MARKED_ARNS.topic(region) }),
  };
}

/** A mark that is a whole text, and the expression of the module that takes its place; null is a value that it may have. */
export interface Mark {
  readonly text: string;
  readonly variable: VariableName;
  readonly expression: string;
}

/** The module's variables that marks stand for. */
export type VariableName =
  | "name"
  | "stage_name"
  | "region"
  | "log_retention_in_days"
  | "encryption"
  | "permissions_boundary"
  | "role_path"
  | "alarm_topic_arn";

/** The marks that are looked for, the longest first, for the ARNs hold the region's. The name's stands within names alone. */
export function listMarks(region: string): readonly Mark[] {
  const marks: readonly Mark[] = [
    { text: MARKED_ARNS.kmsKey(region), variable: "encryption", expression: "local.kms_key_arn" },
    { text: MARKED_ARNS.topic(region), variable: "alarm_topic_arn", expression: "var.alarm_topic_arn" },
    { text: MARKED_ARNS.boundary, variable: "permissions_boundary", expression: "var.permissions_boundary" },
    { text: MARKS.rolePath, variable: "role_path", expression: "var.role_path" },
    { text: MARKS.stageName, variable: "stage_name", expression: "var.stage_name" },
    { text: MARKS.name, variable: "name", expression: "var.name" },
  ];
  if (region !== MARKS.region) return marks;
  return [...marks, { text: MARKS.region, variable: "region", expression: "data.aws_region.current.id" }];
}
