#include <doctest/doctest.h>

#include "features/forms/pattern.hpp"

namespace motcua::forms {

namespace {

bool is_match(std::string_view pattern, std::string_view text)
{
    std::string fault;
    auto compiled = Pattern::compile(pattern, fault);
    REQUIRE_MESSAGE(compiled, fault);
    return compiled->matches(text);
}

std::string fault_in(std::string_view pattern)
{
    std::string fault;
    return Pattern::compile(pattern, fault) ? "none" : fault;
}

}  // namespace

TEST_CASE("a pattern matches the whole text")
{
    CHECK(is_match("abc", "abc"));
    CHECK_FALSE(is_match("abc", "abcd"));
    CHECK_FALSE(is_match("abc", "xabc"));
    CHECK(is_match("", ""));
    CHECK_FALSE(is_match("", "a"));
    CHECK(is_match("^a\\$$", "a$"));
    CHECK(is_match("a\\\\$", "a\\"));
}

TEST_CASE("repeats count what they say")
{
    CHECK(is_match("a{3}", "aaa"));
    CHECK_FALSE(is_match("a{3}", "aa"));
    CHECK_FALSE(is_match("a{3}", "aaaa"));
    CHECK(is_match("(?:ab){2,}", "ababab"));
    CHECK_FALSE(is_match("(?:ab){2,}", "ab"));
    CHECK(is_match("a{0}b", "b"));
    CHECK(is_match("(a?){2}", "a"));
    CHECK(is_match("(|a)*", "aaaa"));
    CHECK(is_match("(()*)*x", "x"));
}

TEST_CASE("a text that makes backtracking explode takes no longer than another")
{
    CHECK_FALSE(is_match("(a+)+(b|c)", std::string(3000, 'a')));
    CHECK(is_match("(a+)+(b|c)", std::string(3000, 'a') + "b"));
    CHECK_FALSE(is_match("((a*)*)*b", std::string(3000, 'a')));
}

TEST_CASE("what is outside the subset is refused with a reason")
{
    CHECK(fault_in("a)") == "there is a ) without its (");
    CHECK(fault_in("(a") == "there is a ( without its )");
    CHECK(fault_in("[a") == "there is a [ without its ]");
    CHECK(fault_in("[]") == "[ ] is empty");
    CHECK(fault_in("[a[b]") == "a [ stands in [ ]; write \\[");
    CHECK(fault_in("[z-a]") == "a range in [ ] ends before it begins");
    CHECK(fault_in("[\\d-z]") == "a range in [ ] needs one character on either side");
    CHECK(fault_in("*a") == "a repeat has nothing before it");
    CHECK(fault_in("a**") == "a repeat follows a repeat");
    CHECK(fault_in("a+?") == "a repeat follows a repeat");
    CHECK(fault_in("a{2}{3}") == "a repeat follows a repeat");
    CHECK(fault_in("a{3,2}") == "a repeat ends before it begins");
    CHECK(fault_in("a{,2}") == "a { needs one or two numbers and a }");
    CHECK(fault_in("a{2") == "a { needs one or two numbers and a }");
    CHECK(fault_in("a{1001}") == "a repeat counts at most to 1000");
    CHECK(fault_in("a}") == "a ] or } stands alone; write \\] or \\}");
    CHECK(fault_in("a^b") == "^ and $ may stand only at the start and at the end; the whole text is matched");
    CHECK(fault_in("a\\") == "a \\ stands at the end");
    for (auto pattern : {"\\s", "\\b", "\\p{L}", "\\1", "\\-", "\\n", "\\u0041"})
        CHECK(fault_in(pattern) == "after \\ only d, w or a sign of the pattern itself may stand");
    for (auto pattern : {"(?=a)", "(?!a)", "(?<n>a)", "(?i)a"}) CHECK(fault_in(pattern) == "only (?:…) may follow (?");
    CHECK(fault_in("(a{1000}){1000}") == "the pattern is too long once its repeats are written out");
    CHECK(fault_in("((){1000}){1000}") == "the pattern is too long once its repeats are written out");
    CHECK(fault_in(std::string(41, '(') + std::string(41, ')')) == "groups are nested too deep");
}

}  // namespace motcua::forms
