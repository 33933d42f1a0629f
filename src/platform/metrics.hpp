#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace motcua::metrics {

// Counters, gauges and histograms in the Prometheus text format. References stay valid for the program's life: look them
// up once and keep them.
class Counter {
public:
    void add(std::int64_t n = 1) { m_value.fetch_add(n, std::memory_order_relaxed); }
    std::int64_t value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<std::int64_t> m_value{0};
};

class Histogram {
public:
    explicit Histogram(std::vector<double> upper_bounds);   // Ascending; "+Inf" is added.
    void observe(double value);
    std::int64_t count() const;
    void print(std::string& text, std::string_view name, std::string_view labels) const;

private:
    std::vector<double> m_bounds;
    std::unique_ptr<std::atomic<std::int64_t>[]> m_counts;
    std::atomic<double> m_sum{0};
};

// `labels`: "" or R"(method="GET",route="/api/dossiers")". `help` counts at the first call for a name. One name has one
// kind: std::logic_error otherwise.
Counter& counter(std::string_view name, std::string_view help, std::string_view labels = "");
Histogram& histogram(std::string_view name, std::string_view help, std::vector<double> upper_bounds, std::string_view labels = "");
// Asked for at every print, on the thread that prints. A second call for the same name and labels replaces the first.
void gauge(std::string_view name, std::string_view help, std::function<double()> read, std::string_view labels = "");

// `name="value"` with the value escaped, for building labels.
std::string label(std::string_view name, std::string_view value);

std::string print();

}  // namespace motcua::metrics
