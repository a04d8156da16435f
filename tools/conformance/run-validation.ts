export * from "../../__tests__/conformance/run-validation";
