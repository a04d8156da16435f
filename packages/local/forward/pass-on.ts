import type { AwsRequest } from "../protocols/aws-request";
import { printRefusal } from "../protocols/print-refusal";
import type { Forward } from "./forwards";
import { FORWARDED, type ForwardedAnswer, sendForwarded } from "./send";

/** What signs a call in its URL, which is signed anew. @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
const SIGNATURE = /^X-Amz-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature|Security-Token)$/;

/** Passes a call of the AWS endpoint on, signed anew; a server that does not answer, or is this one, is refused by name. */
export async function passOn(
  forward: Forward,
  request: AwsRequest & { readonly bytes: Buffer },
  log: (line: string) => void,
): Promise<ForwardedAnswer> {
  const { service, url } = forward;
  try {
    if (request.headers[FORWARDED] !== undefined)
      throw new Error(
        `forward: ${service}: the server is this one, got '${url.origin}'; name the server of ${service}`,
      );
    const headers = Object.entries(request.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    );
    const query = new URLSearchParams([...request.query].filter(([name]) => !SIGNATURE.test(name)));
    const sent = { ...request, query, headers: Object.fromEntries(headers), body: request.bytes };
    return await sendForwarded(forward, sent);
  } catch (error) {
    const { message } = error as Error;
    log(message);
    const { body, ...refused } = printRefusal(request, { any: { status: 502, code: "ServiceUnavailable", message } });
    return { ...refused, body: Buffer.from(body) };
  }
}
