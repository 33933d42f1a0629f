export { mockHandler } from "./mock";
export { officer, password } from "./officers";
export { serveMock } from "./serve";
