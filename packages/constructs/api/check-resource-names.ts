import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { resolveTexts } from "../names/resolve-texts";

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
  const all = listOwned(TerraformStack.of(api), isApi);
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

/**
 * A sentence for each stack before this API's one that has a name of its resources too, and providers of the same
 * place: AWS refuses it, unless each is deployed with other credentials of the environment.
 */
export function describeNamesElsewhere(api: Construct, isApi: (construct: Construct) => boolean): readonly string[] {
  const own = TerraformStack.of(api);
  const owned = listOwned(own, isApi).filter(({ owner }) => owner === api);
  const stacks = api.node.root.node.findAll().filter((each): each is TerraformStack => TerraformStack.isStack(each));
  return stacks.slice(0, stacks.indexOf(own)).flatMap((stack) => {
    if (describePlace(stack) !== describePlace(own)) return [];
    const keys = new Set(listOwned(stack, isApi).map(({ key }) => key));
    const [first] = owned.filter(({ key }) => keys.has(key));
    if (first === undefined) return [];
    return `name: AWS takes one ${first.what} of a name, got '${first.name}' in the stacks '${stack.node.path}' and '${own.node.path}'; give one of the two another name, unless they are deployed to two accounts`;
  });
}

/** What of a stack's providers says which account and region it is deployed to. */
function describePlace(stack: TerraformStack): string {
  const providers = stack.node.findAll().filter((each): each is AwsProvider => each instanceof AwsProvider);
  return JSON.stringify(
    providers.map(({ alias, regionInput, profileInput, accessKeyInput, assumeRoleInput }) => [
      ...[alias, regionInput, profileInput, accessKeyInput],
      assumeRoleInput,
    ]),
  );
}

function listOwned(stack: TerraformStack, isApi: (construct: Construct) => boolean): readonly Owned[] {
  const resolve = resolveTexts(stack);
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
