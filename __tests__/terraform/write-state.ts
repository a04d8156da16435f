import type { Terraform } from "../stacks/synthesize-stack";

type Attributes = Readonly<Record<string, unknown>>;

const ACCOUNT = "123456789012";

/** What AWS and the provider add to a resource's configuration, by type. */
const ADDED: Readonly<Record<string, (configured: Attributes) => Attributes>> = {
  aws_apigatewayv2_api: () => ({ api_key_selection_expression: "$request.header.x-api-key", tags_all: {} }),
  aws_apigatewayv2_integration: () => ({ connection_type: "INTERNET", payload_format_version: "1.0" }),
  aws_apigatewayv2_stage: () => ({ auto_deploy: false, tags_all: {} }),
  aws_cloudwatch_log_group: ({ name }) => ({
    id: name,
    arn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:${String(name)}`,
    skip_destroy: false,
    tags_all: {},
  }),
  aws_iam_role: ({ name }) => ({
    id: name,
    arn: `arn:aws:iam::${ACCOUNT}:role/${String(name)}`,
    force_detach_policies: false,
    managed_policy_arns: [],
    max_session_duration: 3600,
    path: "/",
    tags_all: {},
  }),
  aws_iam_role_policy: ({ role, name }) => ({ id: `${String(role)}:${String(name)}` }),
  aws_sfn_state_machine: ({ name, ...configured }) => {
    const arn = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:${String(name)}`;
    const names = ["encryption_configuration", "logging_configuration", "tracing_configuration"];
    const blocks = Object.fromEntries(names.map((block) => [block, [configured[block]]]));
    return { ...blocks, id: arn, arn, publish: false, revision_id: "r", state_machine_version_arn: "v", tags_all: {} };
  },
};

const DATA: Readonly<Record<string, string>> = {
  "data.aws_partition.Partition.partition": "aws",
  "data.aws_caller_identity.CallerIdentity.account_id": ACCOUNT,
};

/**
 * The state that Terraform has once it applied the resources given, with every reference resolved and every id made up.
 */
export function writeState({ resource }: Pick<Terraform, "resource">): string {
  const resources = Object.entries(resource).flatMap(([type, named]) =>
    Object.keys(named).map((name) => ({
      mode: "managed",
      type,
      name,
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [{ schema_version: 0, attributes: applyResource(resource, type, name) }],
    })),
  );
  return JSON.stringify({ version: 4, serial: 1, lineage: "test", outputs: {}, resources });
}

function applyResource(resources: Terraform["resource"], type: string, name: string): Attributes {
  const { lifecycle: _lifecycle, depends_on: _dependsOn, ...configured } = resources[type]?.[name] ?? {};
  const resolved = JSON.parse(JSON.stringify(configured), (_, value: unknown) =>
    typeof value === "string" ? resolveText(resources, value) : value,
  ) as Attributes;
  return { id: `${type}-${name}`, ...resolved, ...ADDED[type]?.(resolved) };
}

/** The text as Terraform evaluates it: references first, then its escapes. */
function resolveText(resources: Terraform["resource"], text: string): string {
  const referred = text.replaceAll(/(?<!\$)\$\{([^}]+)\}/g, (_, reference: string) => {
    const [type = "", name = "", attribute = ""] = reference.split(".");
    return DATA[reference] ?? String(applyResource(resources, type, name)[attribute]);
  });
  return referred.replaceAll(/([$%])\1\{/g, "$1{");
}
