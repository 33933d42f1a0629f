#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

#include "platform/metrics.hpp"

using namespace motcua;

namespace {

bool printed(std::string_view line)
{
    return metrics::print().find(line) != std::string::npos;
}

}  // namespace

TEST_CASE("a counter is one thing wherever it is asked for")
{
    auto& counter = metrics::counter("test_events_total", "Events.", R"(kind="a")");
    counter.add();
    metrics::counter("test_events_total", "Another help.", R"(kind="a")").add(2);
    metrics::counter("test_events_total", "Events.", R"(kind="b")");
    CHECK(counter.value() == 3);
    CHECK(printed("# HELP test_events_total Events.\n# TYPE test_events_total counter\ntest_events_total{kind=\"a\"} 3\ntest_events_total{kind=\"b\"} 0\n"));
}

TEST_CASE("a histogram counts by upper bound, all lower ones included")
{
    auto& histogram = metrics::histogram("test_seconds", "Time.", {0.1, 1}, R"(route="/")");
    for (double value : {0.05, 0.1, 0.5, 7.0}) histogram.observe(value);
    CHECK(histogram.count() == 4);
    CHECK(printed("# TYPE test_seconds histogram\n"
                  "test_seconds_bucket{route=\"/\",le=\"0.1\"} 2\ntest_seconds_bucket{route=\"/\",le=\"1\"} 3\n"
                  "test_seconds_bucket{route=\"/\",le=\"+Inf\"} 4\ntest_seconds_sum{route=\"/\"} 7.65\ntest_seconds_count{route=\"/\"} 4\n"));
    metrics::histogram("test_plain_seconds", "Time.", {1}).observe(2);
    CHECK(printed("test_plain_seconds_bucket{le=\"1\"} 0\n"));
}

TEST_CASE("a gauge is read when it is printed, and the last reader counts")
{
    double value = 1;
    metrics::gauge("test_level", "Level.", [] { return -1.0; });
    metrics::gauge("test_level", "Level.", [&] { return value; });
    value = 2.5;
    CHECK(printed("# TYPE test_level gauge\ntest_level 2.5\n"));
    metrics::gauge("test_level", "Level.", [] { return 0.0; });
}

TEST_CASE("one name has one kind, and labels are escaped")
{
    metrics::counter("test_kind_total", "Kind.");
    CHECK_THROWS_AS(metrics::histogram("test_kind_total", "Kind.", {1}), std::logic_error);
    CHECK(metrics::label("a", "b\"c\\d\n") == R"(a="b\"c\\d\n")");
}
