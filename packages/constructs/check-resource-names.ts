import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { resolveTexts } from "./workflow-permissions";

type Named = IamRole | SfnStateMachine | CloudwatchLogGroup | DynamodbTable;

/**
 * Kinds of resources of which AWS takes one of a name, in an account or in a region of it: what each is called.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html documented: unique, whatever the case
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html documented: StateMachineAlreadyExists
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html documented
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html documented
 */
const KINDS: readonly (readonly [kind: new (...given: never[]) => Named, what: string])[] = [
  [IamRole, "role"],
  [SfnStateMachine, "state machine"],
  [CloudwatchLogGroup, "log group"],
  [DynamodbTable, "table"],
];

/** A resource, what of it is alone in its account, and the API that made it, else itself. */
interface Owned {
  readonly path: string;
  readonly what: string;
  readonly name: string;
  readonly key: string;
  readonly owner: Construct;
}

/**
 * A problem for each other API, and each resource beside APIs, of the stack that has a name of this API's resources,
 * which AWS would refuse; of two APIs the later one has it.
 */
export function checkResourceNames(api: Construct, isApi: (construct: Construct) => boolean): readonly string[] {
  const all = listOwned(api, isApi);
  const found = new Map<Construct, string>();
  all.forEach((own, index) => {
    if (own.owner !== api) return;
    const other = all.find(
      ({ key, owner }, place) => key === own.key && owner !== api && (place < index || !isApi(owner)),
    );
    if (other === undefined || found.has(other.owner)) return;
    found.set(
      other.owner,
      `name: AWS takes one ${own.what} of a name, got '${own.name}' for '${other.path}' and '${own.path}'; give one of the two another name`,
    );
  });
  return [...found.values()];
}

function listOwned(api: Construct, isApi: (construct: Construct) => boolean): readonly Owned[] {
  const stack = TerraformStack.of(api);
  const resolve = resolveTexts(api);
  return stack.node.findAll().flatMap((construct) => {
    const [kind, what = ""] = KINDS.find(([each]) => construct instanceof each) ?? [];
    if (kind === undefined || !(construct instanceof kind) || TerraformStack.of(construct) !== stack) return [];
    const { nameInput, provider } = construct;
    if (nameInput === undefined) return [];
    const name = resolve(nameInput);
    const told = what === "role" ? name.toLowerCase() : name;
    const owner = construct.node.scopes.find(isApi) ?? construct;
    return [{ path: construct.node.path, what, name, key: `${what} ${told} ${provider?.fqn}`, owner }];
  });
}
