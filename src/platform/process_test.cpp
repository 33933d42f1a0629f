#include <doctest/doctest.h>

#include <chrono>
#include <stdexcept>

#include "platform/process.hpp"

using namespace motcua;

TEST_CASE("a program's status and what it says on both outputs come back")
{
    auto finished = run_program({"sh", "-c", "echo một; echo hai >&2; exit 3"}, {});
    CHECK(finished.status == 3);
    CHECK(finished.said == "một\nhai\n");
}

TEST_CASE("a program gets the variables it is given beside the others, and no input")
{
    auto finished = run_program({"sh", "-c", "printf %s \"$MOTCUA_ONE$PATH\"; cat"}, {{"MOTCUA_ONE", "1:"}, {"PATH", "/bin:/usr/bin"}});
    CHECK(finished.said == "1:/bin:/usr/bin");
}

TEST_CASE("only the end of a long speech is kept")
{
    auto finished = run_program({"sh", "-c", "yes ab | head -c 30000; echo end"}, {});
    CHECK(finished.status == 0);
    CHECK(finished.said.size() == 4096);
    CHECK(finished.said.ends_with("end\n"));
}

TEST_CASE("a program that is not there, and one that a signal ends, are told apart")
{
    CHECK(run_program({"motcua-no-such-program"}, {}).status == 127);
    CHECK(run_program({"sh", "-c", "kill -TERM $$"}, {}).status == 128 + 15);
}

TEST_CASE("a fault while waiting ends the program")
{
    auto begin = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(run_program({"sleep", "60"}, {}, [] { throw std::logic_error("enough"); }), std::logic_error);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(30));
}
