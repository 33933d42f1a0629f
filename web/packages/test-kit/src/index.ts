export { mockHandler, officer, password } from "./mock";
export { serveMock } from "./serve";
