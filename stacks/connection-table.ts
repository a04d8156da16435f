import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";
import { deleteConnectionTemplate, putConnectionTemplate } from "./mapping-templates";
import { allowTableAction, allowTableKey } from "./policy-statements";
import { type Environment, nameResource } from "./resource-name";
import { ServiceIntegration, type ServiceIntegrationProps } from "./service-integration";

export interface ConnectionTableProps {
  readonly environment: Environment;
  /** @default - a key that DynamoDB owns */
  readonly kmsKeyArn?: string;
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
  readonly table: ConnectionTable;
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
  readonly kmsKeyArn?: string;
}

/** The integration that keeps a connection in the table, or takes it out. */
export function createTableIntegration(scope: Construct, props: TableIntegrationProps): ServiceIntegration {
  const { route, kmsKeyArn, ...shared } = props;
  const { action, policyName, writeTemplate } = ACTIONS[route.routeKey];
  const { table } = route.table;
  const key = kmsKeyArn === undefined ? [] : [allowTableKey(kmsKeyArn, props.location.region)];
  return new ServiceIntegration(scope, action, {
    ...shared,
    routeKey: route.routeKey,
    name: `${shared.name}-${policyName}`,
    action: `dynamodb:action/${action}`,
    policyName,
    statements: [allowTableAction(action, table.arn), ...key],
    requestTemplate: writeTemplate(table.name),
  });
}
