import { configuration, type TestRoute } from "./configuration";

const proxy: TestRoute = {
  integration: { integration_type: "AWS_PROXY", integration_uri: "${aws_lambda_function.f.invoke_arn}" },
  responses: {},
  isTwoWay: false,
};
/** An API whose `$connect` and `$disconnect` invoke the function `f`. */
export const connectionFunctionApi = configuration({
  routes: { $connect: proxy, $disconnect: proxy },
  resource: {
    aws_lambda_function: { f: { function_name: "f" } },
    aws_lambda_permission: {
      f: { function_name: "f", action: "lambda:InvokeFunction", principal: "apigateway.amazonaws.com" },
    },
  },
});
