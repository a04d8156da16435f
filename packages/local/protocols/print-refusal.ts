import { randomUUID } from "node:crypto";
import type { AwsAnswer, AwsRequest } from "./aws-request";
import { escapeXml } from "./escape-xml";
import { readProtocol, type WireProtocol } from "./wire-protocol";

/** Why a call is refused, whichever service it is of. */
export interface CallRefusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** A refusal as most protocols have it, and as those have it that differ. */
export type RefusalTable = { readonly [Protocol in WireProtocol]?: CallRefusal } & { readonly any: CallRefusal };

interface Printed {
  readonly contentType: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

type Print = (refusal: CallRefusal, requestId: string, request: AwsRequest) => Printed;

/** Returns the answer that names the refusal where clients of the request's protocol look for it: AWS's CLI, SDKs, Terraform. */
export function printRefusal(request: AwsRequest, table: RefusalTable): AwsAnswer {
  const protocol = readProtocol(request);
  const refusal = table[protocol] ?? table.any;
  const requestId = randomUUID();
  const { contentType, body, headers } = PRINT[protocol](refusal, requestId, request);
  const common = { "content-type": contentType, "x-amzn-requestid": requestId };
  return { status: refusal.status, headers: { ...common, ...headers }, body };
}

/** @see https://smithy.io/2.0/aws/protocols/index.html */
const PRINT: Readonly<Record<WireProtocol, Print>> = {
  json: ({ code, message }, _, { headers }) => ({
    contentType: /^application\/x-amz-json-1\.[01]/.exec(headers["content-type"] ?? "")?.[0] ?? JSON_1_0,
    headers: { "x-amzn-errortype": code },
    body: JSON.stringify({ __type: code, message }),
  }),
  query: (refusal, requestId) => xml(printErrorResponse(refusal, requestId)),
  // EC2's API reference, "API error response".
  ec2: ({ code, message }, requestId) => {
    const error = `<Error>${element("Code", code)}${element("Message", message)}</Error>`;
    return xml(`<Response><Errors>${error}</Errors>${element("RequestID", requestId)}</Response>`);
  },
  "rest-json": ({ code, message }) => ({
    contentType: "application/json",
    headers: { "x-amzn-errortype": code },
    body: JSON.stringify({ message }),
  }),
  "rest-xml": (refusal, requestId) => xml(printErrorResponse(refusal, requestId)),
  // S3's API reference, "REST error responses".
  s3: ({ code, message }, requestId, { path }) => {
    const members = [element("Code", code), element("Message", message), element("Resource", path)];
    return xml(`<Error>${members.join("")}${element("RequestId", requestId)}</Error>`);
  },
};

const JSON_1_0 = "application/x-amz-json-1.0";

const xml = (text: string): Printed => ({
  contentType: "text/xml",
  body: `<?xml version="1.0" encoding="UTF-8"?>\n${text}`,
});

const element = (name: string, text: string): string => `<${name}>${escapeXml(text)}</${name}>`;

function printErrorResponse({ status, code, message }: CallRefusal, requestId: string): string {
  const fault = element("Type", status < 500 ? "Sender" : "Receiver");
  const error = `<Error>${fault}${element("Code", code)}${element("Message", message)}</Error>`;
  return `<ErrorResponse>${error}${element("RequestId", requestId)}</ErrorResponse>`;
}
