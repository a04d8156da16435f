import { describeUrl } from "../../account/describe-url";

it.each([
  ["/api", "/api"],
  ["/api?", "/api?"],
  ["/api?token=secret", "/api?token=..."],
  ["/api?a&b=&c=1&=&d=%3D=&e=f?g=h", "/api?a&b=...&c=...&=...&d=...&e=..."],
  [undefined, "/"],
])("tells %s as %s", (url, expected) => {
  expect(describeUrl(url)).toBe(expected);
});
