import type { ProjectClone } from "./project-clone";

/** A mistake that a newcomer makes, and the one line that says so. */
export interface Mistake {
  readonly name: string;
  /** @default - none is edited */
  readonly edit?: (project: ProjectClone) => void;
  readonly environment?: Readonly<Record<string, string>>;
  /** @default - synthesizes the stacks */
  readonly command?: string;
  /** The line that begins with `error: `, without that. */
  readonly line: string;
}

const MAIN = "main.ts";
const GREET = "workflows/greet.asl.json";
const ROUTE = 'greet: { workflow: "workflows/greet.asl.json", response: "output" }';
const inMain = (route: string) => (project: ProjectClone) => project.edit(MAIN, ROUTE, route);

/** In a project with the README's route `greet`. */
export const MISTAKES: readonly Mistake[] = [
  {
    name: "a workflow's file is misspelled",
    edit: inMain('greet: { workflow: "workflows/gret.asl.json" }'),
    line: "route 'greet': workflow file 'workflows/gret.asl.json' does not exist; did you mean 'workflows/greet.asl.json'",
  },
  {
    name: "an option of a route is misspelled",
    edit: inMain('greet: { workflow: "workflows/greet.asl.json", respons: "output" } as never'),
    line: "route 'greet': option is unknown, got 'respons'; did you mean 'response'",
  },
  {
    name: "a route key that AWS keeps for itself",
    edit: inMain('$defualt: { mock: "{}" }'),
    line: "route '$defualt': route key is not one of AWS's, got '$defualt'; did you mean '$default'",
  },
  {
    name: "a name in the definition that nothing is put in for",
    edit: inMain('greet: { workflow: "workflows/greet.asl.json", substitutions: { Table: "orders" } }'),
    line: "route 'greet': substitutions stand nowhere in the definition, got 'Table'; write ${Table} in the definition, or remove it",
  },
  {
    name: "a workflow that waits longer than API Gateway",
    edit: (project) =>
      project.write(GREET, '{"StartAt":"Greet","States":{"Greet":{"Type":"Wait","Seconds":30,"End":true}}}'),
    line: "route 'greet': Wait state 'Greet' of workflow 'workflows/greet.asl.json' is longer than the route's timeout of 29 s, got 30 s; shorten it: API Gateway waits no longer",
  },
  {
    name: "a setting of cdktf.json is misspelled",
    edit: (project) => project.edit("cdktf.json", '"context": {', '"context": { "stagename": "v1"'),
    line: "cdktf.json: context is unknown, got 'stagename'; did you mean 'stageName'",
  },
  {
    name: "a stack's name is misspelled",
    environment: { WEBSOCKET_API_STACKS: "apigw-websocket-api-sfn-snyc" },
    line: `environment variable 'WEBSOCKET_API_STACKS': value is not a list of stacks, got "apigw-websocket-api-sfn-snyc"; did you mean 'apigw-websocket-api-sfn-sync'`,
  },
  {
    name: "a region that is none",
    environment: { WEBSOCKET_API_REGION: "us_east_1" },
    line: `environment variable 'WEBSOCKET_API_REGION': value is not a region, got "us_east_1"; write it as in us-east-1`,
  },
  {
    name: "a function's module is not there",
    command: "npm start --silent -- --port 0 --lambda price=functions/pric.mjs",
    line: "--lambda price: there is no such module, got 'functions/pric.mjs'; name a file such as src/price.ts",
  },
  {
    name: "a Terraform file that is not there",
    command: "npm start --silent -- --port 0 none.tf.json",
    line: "none.tf.json: cannot be read, got ENOENT; name a folder of Terraform's files, or a *.tf.json file",
  },
];
