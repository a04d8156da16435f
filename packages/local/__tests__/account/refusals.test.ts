import { CreateActivityCommand, SFNClient } from "@aws-sdk/client-sfn";
import { CreateUserCommand, IAMClient } from "@aws-sdk/client-iam";
import { GetRestApisCommand, APIGatewayClient } from "@aws-sdk/client-api-gateway";
import { ListDistributionsCommand, CloudFrontClient } from "@aws-sdk/client-cloudfront";
import { createAws } from "../../account/aws";
import { createEndpoint } from "../../account/endpoint";
import type { AwsRequest } from "../../protocols/aws-request";
import { outcome, serveApi } from "../api-server";
import { createVirtualClock } from "../virtual-clock";

const aws = createAws({ clock: createVirtualClock(), log: () => undefined });
const callEndpoint = createEndpoint({ log: () => undefined });

const POST = { region: "us-east-1", method: "POST", path: "/", query: new URLSearchParams(), headers: {}, body: "" };
const TARGET = { headers: { "x-amz-target": "Nothing.CreateThing", "content-type": "application/x-amz-json-1.1" } };
const FORM = {
  headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
  body: "Action=CreateThing",
};
const GET = { method: "GET", path: "/things" };

/** What a client reads: the status, and the error's code and text where its protocol has them. */
async function refusal(request: Partial<AwsRequest> & { readonly service: string }): Promise<unknown> {
  const { status, headers, body } = await callEndpoint(aws, { ...POST, ...request });
  return [status, headers["content-type"], headers["x-amzn-errortype"], withoutIds(body)];
}

const withoutIds = (body: string): string => body.replace(/<(RequestI[dD])>[\w-]{36}</g, "<$1>…<");

const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';
const SERVICES = "acm, apigateway, cloudfront, dynamodb, iam, kms, lambda, logs, monitoring, route53, states, sts";
const unknown = (service: string): string =>
  `The service '${service}' is not emulated; it can be ${SERVICES}, or --forward ${service}=URL names a server of yours.`;
const response = (code: string, message: string): string =>
  `${XML}<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>…</RequestId></ErrorResponse>`;
const MISSING = "Request is missing Authentication Token";
const SCOPE = "Credential should be scoped to a valid region. ";

describe("a refusal by the AWS endpoint", () => {
  it.each<[string, Partial<AwsRequest> & { readonly service: string }, unknown]>([
    [
      "an unknown service in JSON",
      { service: "ssm", ...TARGET },
      [
        400,
        "application/x-amz-json-1.1",
        "UnknownOperationException",
        JSON.stringify({ __type: "UnknownOperationException", message: unknown("ssm") }),
      ],
    ],
    [
      "an unknown service in the query protocol",
      { service: "sns", ...FORM },
      [400, "text/xml", undefined, response("InvalidAction", unknown("sns"))],
    ],
    [
      "an unknown service in the query protocol without a content type",
      { service: "sns", body: "Version=1&Action=CreateThing" },
      [400, "text/xml", undefined, response("InvalidAction", unknown("sns"))],
    ],
    [
      "EC2",
      { service: "ec2", ...FORM },
      [
        400,
        "text/xml",
        undefined,
        `${XML}<Response><Errors><Error><Code>InvalidAction</Code><Message>${unknown("ec2")}</Message></Error></Errors><RequestID>…</RequestID></Response>`,
      ],
    ],
    [
      "S3",
      { service: "s3", method: "GET", path: "/a&b" },
      [
        501,
        "text/xml",
        undefined,
        `${XML}<Error><Code>NotImplemented</Code><Message>${unknown("s3")}</Message><Resource>/a&#38;b</Resource><RequestId>…</RequestId></Error>`,
      ],
    ],
    [
      "S3 Control, which signs as S3",
      { service: "s3", method: "GET", path: "/v20180820/tags/arn" },
      [400, "text/xml", undefined, response("InvalidAction", unknown("s3"))],
    ],
    [
      "an unknown service in REST",
      { service: "batch", ...GET, body: '{"a":"&Action=b"}' },
      [404, "application/json", "UnknownOperationException", JSON.stringify({ message: unknown("batch") })],
    ],
    [
      "an unknown action in JSON",
      { service: "states", ...TARGET },
      [
        400,
        "application/x-amz-json-1.1",
        "UnknownOperationException",
        JSON.stringify({
          __type: "UnknownOperationException",
          message: "The action 'CreateThing' of states is not emulated.",
        }),
      ],
    ],
    [
      "an unknown action in REST",
      { service: "apigateway", ...GET },
      [
        404,
        "application/json",
        "UnknownOperationException",
        '{"message":"The action \'GET /things\' of apigateway is not emulated."}',
      ],
    ],
    [
      "an unknown action in REST-XML",
      { service: "route53", ...GET },
      [400, "text/xml", undefined, response("InvalidAction", "The action 'GET /things' of route53 is not emulated.")],
    ],
    [
      "an unsigned call in JSON",
      { service: "", ...TARGET },
      [
        400,
        "application/x-amz-json-1.1",
        "MissingAuthenticationTokenException",
        `{"__type":"MissingAuthenticationTokenException","message":"${MISSING}"}`,
      ],
    ],
    [
      "an unsigned call in the query protocol",
      { service: "", ...FORM },
      [403, "text/xml", undefined, response("MissingAuthenticationToken", MISSING)],
    ],
    [
      "an unsigned call in REST",
      { service: "", method: "PUT" },
      [403, "application/json", "MissingAuthenticationTokenException", '{"message":"Missing Authentication Token"}'],
    ],
    [
      "a missing region in the query protocol",
      { service: "sts", region: "", ...FORM },
      [403, "text/xml", undefined, response("SignatureDoesNotMatch", SCOPE)],
    ],
    [
      "a missing region in REST",
      { service: "apigateway", region: "", ...GET },
      [403, "application/json", "InvalidSignatureException", JSON.stringify({ message: SCOPE })],
    ],
  ])("rejects %s in the form of its protocol", async (_, request, answer) => {
    expect(await refusal(request)).toEqual(answer);
  });

  it.each<[string, string, (client: object) => Promise<object>, unknown]>([
    [
      "states",
      "JSON",
      (client) => new SFNClient(client).send(new CreateActivityCommand({ name: "a" })),
      ["UnknownOperationException", 400, "The action 'CreateActivity' of states is not emulated."],
    ],
    [
      "ssm",
      "JSON of an unknown service",
      (client) => new SFNClient(client).send(new CreateActivityCommand({ name: "a" })),
      ["UnknownOperationException", 400, unknown("ssm")],
    ],
    [
      "iam",
      "the query protocol",
      (client) => new IAMClient(client).send(new CreateUserCommand({ UserName: "a" })),
      ["InvalidAction", 400, "Could not find operation CreateUser for version 2010-05-08"],
    ],
    [
      "sns",
      "the query protocol of an unknown service",
      (client) => new IAMClient(client).send(new CreateUserCommand({ UserName: "a" })),
      ["InvalidAction", 400, unknown("sns")],
    ],
    [
      "apigateway",
      "REST",
      (client) => new APIGatewayClient(client).send(new GetRestApisCommand({})),
      ["UnknownOperationException", 404, "The action 'GET /restapis' of apigateway is not emulated."],
    ],
    [
      "cloudfront",
      "REST-XML",
      (client) => new CloudFrontClient(client).send(new ListDistributionsCommand({})),
      ["InvalidAction", 400, "The action 'GET /2020-05-31/distribution' of cloudfront is not emulated."],
    ],
  ])("tells a client of AWS's SDK that calls %s its code and text in %s", async (service, _, send, expected) => {
    const server = await serveApi((request) => callEndpoint(aws, { ...request, service }));
    try {
      expect(await outcome(send(server.client))).toEqual(expected);
    } finally {
      await server.close();
    }
  });
});
