import { ApigwWebsocketApiSfnSync } from "../../stacks/apigw-websocket-api-sfn-sync";
import type { PatternProps } from "../../stacks/stack-props";
import { QUOTE_SCHEMA } from "./every-option";
import { synthesizeFamily } from "./synthesize-family";
import { listResources, type Terraform } from "./synthesize-stack";

const PASS = JSON.stringify({ StartAt: "P", States: { P: { Type: "Pass", End: true } } });
/** A workflow that every project here has. */
export const workflow = "workflows/pass.asl.json";
export const FILES = { [workflow]: PASS, "models/quote.schema.json": QUOTE_SCHEMA };

/** The Terraform JSON of the first pattern with some options. */
export const synthesizeOptions = (props: PatternProps = {}): Terraform =>
  synthesizeFamily((app, root) => new ApigwWebsocketApiSfnSync(app, "demo", { root, ...props }), FILES);

export const findRoute = (terraform: Terraform, routeKey: string) =>
  listResources(terraform, "aws_apigatewayv2_route").find((route) => route["route_key"] === routeKey);

/** A reference to the first resource of a type. */
export const refer = (terraform: Terraform, type: string, attribute: string) =>
  `\${${type}.${Object.keys(terraform.resource[type] ?? {})[0]}.${attribute}}`;
