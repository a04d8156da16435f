import { API_OPTIONS } from "@sfn-websocket/constructs/api/api-options";
import { checkApiOptions } from "@sfn-websocket/constructs/api/check-api-options";
import type { RouteProps } from "@sfn-websocket/constructs/options/route-props";
import { findUnansweredRoutes } from "@sfn-websocket/constructs/api/find-unanswered-routes";
import { synthesizeRoutes } from "@sfn-websocket/constructs/api/synthesize-routes";
import { requireNoProblems } from "@sfn-websocket/constructs/options/synthesis-error";
import { escapeTerraform } from "@sfn-websocket/constructs/names/terraform-text";
import { writeReferences } from "@sfn-websocket/constructs/options/unknown-values";
import { WebSocketApi } from "@sfn-websocket/constructs/websocket-api";
import type { WebSocketApiProps } from "@sfn-websocket/constructs/api/websocket-api-props";
import type { WebSocketRoute } from "@sfn-websocket/constructs/routes/websocket-route";
import { resolveTexts } from "@sfn-websocket/constructs/names/resolve-texts";
import { Lazy, TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { DeploymentStack } from "./deployment-stack";
import { STACK_OPTIONS } from "./stack-options";
import type { WebSocketStackProps } from "./stack-props";

/** An output's description, and its value. */
type Output = readonly [description: string, value: unknown];

/** A stack of one WebSocket API with whatever its options ask for. Throws a SynthesisError that lists all problems. */
export class WebSocketStack extends DeploymentStack {
  readonly api: WebSocketApi;

  constructor(scope: Construct, id: string, props: WebSocketStackProps) {
    const { stageName = "api" } = props;
    super(scope, id, { ...props, stage: stageName });
    const { region, stack: name } = this.environment;
    const problems = checkApiOptions(props, region, STACK_OPTIONS);
    // Of this name a resource's own in Terraform says nothing.
    this.api = new WebSocketApi(this, "Default", { ...pickApiOptions(props), stageName, region, name });
    requireNoProblems([...new Set([...writeReferences(this, problems), ...this.api.problems])]);
    this.addOutputs();
    this.node.addValidation({ validate: () => [...this.checkOtherRoutes()] });
  }

  /**
   * Adds a route as if it stood in `routes`, for one that needs resources of your own in this stack: their ARNs may
   * stand in its permissions, their names in its definition. Throws a SynthesisError that lists the route's problems.
   */
  addRoute(routeKey: string, route: RouteProps): WebSocketRoute {
    const added = this.api.addRoute(routeKey, route);
    requireNoProblems(this.api.problems);
    return added;
  }

  /** What is wrong with routes of other APIs that somebody adds to the stack. */
  private checkOtherRoutes(): readonly string[] {
    const own = resolveTexts(this)(this.api.api.id);
    return findUnansweredRoutes(synthesizeRoutes(this), [], (apiId) => apiId !== own);
  }

  private addOutputs(): void {
    const { api } = this;
    const outputs: Readonly<Record<string, Output | undefined>> = {
      ApiEndpoint: ["URL of the WebSocket API", api.url],
      StateMachineArns: [
        "ARN of the state machine that each route runs",
        Lazy.anyValue({ produce: () => byRoute(api.stateMachines, ({ arn }) => arn) }),
      ],
      LogGroupNames: [
        "Log group of each route's workflow",
        Lazy.anyValue({ produce: () => byRoute(api.logGroups, ({ name }) => name) }),
      ],
      WscatCommand: ["Opens a connection from this machine", `npx wscat -c ${api.url}`],
      ConnectionTableName: api.connectionTable && ["Table of the open connections", api.connectionTable.name],
      DomainTarget:
        api.domainTarget === undefined ? undefined : ["Host that the custom domain is to lead to", api.domainTarget],
      EdgeEndpoint:
        api.edgeUrl === undefined ? undefined : ["URL of the API behind CloudFront, which takes any path", api.edgeUrl],
    };
    for (const [name, output] of Object.entries(outputs)) {
      if (output) new TerraformOutput(this, name, { description: output[0], value: output[1] });
    }
  }
}

/** What a stack's options say of the API. */
function pickApiOptions(props: WebSocketStackProps): WebSocketApiProps {
  const { routes } = props;
  const picked = Object.entries(props).filter(([name]) => Object.hasOwn(API_OPTIONS, name) && name !== "name");
  return { ...Object.fromEntries(picked), routes };
}

/** A text of each route's resource, by the route key as Terraform prints it. */
function byRoute<T>(resources: Readonly<Record<string, T>>, read: (resource: T) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(resources).map(([key, each]) => [escapeTerraform(key), read(each)]));
}
