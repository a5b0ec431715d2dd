// The tests go to an endpoint that is running; nothing is evaluated here.
module.exports = {
  parse() { throw new Error("only protocol tests are run"); },
  query() { throw new Error("only protocol tests are run"); },
  update() { throw new Error("only protocol tests are run"); },
};
