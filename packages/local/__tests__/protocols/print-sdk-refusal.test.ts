import { printSdkRefusal } from "../../protocols/print-sdk-refusal";

const refusal = { service: "S3", status: 404, requestId: "ONE" };

it.each([
  ["with the message first", "no such key", refusal, "no such key (D, Request ID: ONE) (SDK Attempt Count: 1)"],
  [
    "with the second id that S3 has",
    "no such key",
    { ...refusal, extendedRequestId: "two=" },
    "no such key (D, Request ID: ONE, Extended Request ID: two=) (SDK Attempt Count: 1)",
  ],
  ["twice where there is no message", "", refusal, "(D, Request ID: ONE) (SDK Attempt Count: 1) (D, Request ID: ONE)"],
])("what the AWS SDK says of a refusal is printed %s", (_, message, given, printed) => {
  expect(printSdkRefusal(message, given)).toBe(printed.replaceAll("(D,", "(Service: S3, Status Code: 404,"));
});
