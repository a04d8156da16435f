import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { checkArn } from "../options/check-arn";
import { deleteConnectionTemplate, putConnectionTemplate } from "../integrations/mapping-templates";
import { allowTableAction, allowTableKey } from "../roles/policy-statements";
import { checkMembers, isRecord } from "../options/refuse-value";
import { type Environment, nameResource } from "../names/resource-name";
import { ServiceIntegration, type ServiceIntegrationProps } from "../integrations/service-integration";
import { show } from "../options/show-value";

export interface ConnectionTableProps {
  readonly environment: Environment;
  /** @default - a key that DynamoDB owns */
  readonly kmsKeyArn?: string;
}

/** A DynamoDB table that is there already: its key is the text `connectionid`, and items expire by `ttl` if it says so. */
export interface ExistingTable {
  readonly name: string;
  readonly arn: string;
  /** ARN of the customer-managed key that encrypts it. @default - a key of AWS's */
  readonly kmsKeyArn?: string;
}

const EXAMPLE = `{ name: "connections", arn: "arn:aws:dynamodb:us-east-1:123456789012:table/connections" }`;

/** The problems of a connection table: true, false, or one that is there already. */
export function checkConnectionTable(table: unknown, region: string): readonly string[] {
  if (typeof table === "boolean") return [];
  if (!isRecord(table) || typeof table["name"] !== "string" || typeof table["arn"] !== "string") {
    return [`connectionTable: is no table, got ${show(table)}; give true, or ${EXAMPLE}`];
  }
  const { name, arn, kmsKeyArn } = table;
  const form = { region, whose: "a table's", service: "dynamodb", resource: /^table\/[\w.-]{3,255}$/ };
  const key = { region, whose: "a key's", service: "kms", resource: /^key\/[\w-]+$/, example: "key/…" };
  const problems = [
    ...checkMembers("connectionTable", table, ["name", "arn", "kmsKeyArn"]),
    ...checkArn(arn, { option: "connectionTable: arn", ...form, example: "table/connections" }),
    ...(kmsKeyArn === undefined ? [] : checkArn(String(kmsKeyArn), { option: "connectionTable: kmsKeyArn", ...key })),
  ];
  const isOther = !Token.isUnresolved(name) && !Token.isUnresolved(arn) && !arn.endsWith(`/${name}`);
  if (problems.length > 0 || !isOther) return problems;
  return [`connectionTable: name and arn are of two tables, got '${name}' and '${arn}'; give those of one`];
}

/** The table of the open connections, whose items expire a day after their connection began. */
export class ConnectionTable extends Construct {
  readonly table: DynamodbTable;

  constructor(scope: Construct, id: string, { environment, kmsKeyArn }: ConnectionTableProps) {
    super(scope, id);
    this.table = new DynamodbTable(this, "Table", {
      name: nameResource("table", environment, "connections"),
      billingMode: "PAY_PER_REQUEST",
      hashKey: "connectionid",
      attribute: [{ name: "connectionid", type: "S" }],
      ttl: { attributeName: "ttl", enabled: true },
      pointInTimeRecovery: { enabled: true },
      // Said in any case: Terraform would leave a key in force that is only no longer named.
      serverSideEncryption: kmsKeyArn === undefined ? { enabled: false } : { enabled: true, kmsKeyArn },
    });
  }
}

/** A route of the connection itself that writes to the table. */
export interface TableRoute {
  readonly routeKey: "$connect" | "$disconnect";
  readonly table: ExistingTable;
}

/** What each of the two routes does to the table. */
const ACTIONS = {
  $connect: { action: "PutItem", policyName: "put-connection", writeTemplate: putConnectionTemplate },
  $disconnect: { action: "DeleteItem", policyName: "delete-connection", writeTemplate: deleteConnectionTemplate },
} as const;

export interface TableIntegrationProps extends Pick<
  ServiceIntegrationProps,
  "apiId" | "location" | "environment" | "name" | "timeoutMilliseconds"
> {
  readonly route: TableRoute;
}

/** The integration that keeps a connection in the table, or takes it out. */
export function createTableIntegration(scope: Construct, props: TableIntegrationProps): ServiceIntegration {
  const { route, ...shared } = props;
  const { action, policyName, writeTemplate } = ACTIONS[route.routeKey];
  const { name, arn, kmsKeyArn } = route.table;
  const key = kmsKeyArn === undefined ? [] : [allowTableKey(kmsKeyArn, props.location.region)];
  return new ServiceIntegration(scope, action, {
    ...shared,
    routeKey: route.routeKey,
    name: `${shared.name}-${policyName}`,
    action: `dynamodb:action/${action}`,
    policyName,
    statements: [allowTableAction(action, arn), ...key],
    requestTemplate: writeTemplate(name),
  });
}
