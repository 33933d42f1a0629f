#pragma once

#include <cstdint>
#include <iterator>
#include <vector>

// Random numbers that a seed and a purpose determine: the same on every machine, and for one dossier whatever the others do.
namespace motcua::simulation {

class Random {
public:
    Random(std::uint64_t seed, std::uint64_t number, std::uint64_t purpose) : m_state(mixed(mixed(mixed(seed) + number) + purpose)) {}

    std::uint64_t next() { return mixed(m_state += 0x9e3779b97f4a7c15ULL); }
    double share() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }   // 0 up to, not with, 1
    bool chance(double probability) { return share() < probability; }
    int between(int least, int most)                                           // Both inclusive
    {
        return least + static_cast<int>(next() % static_cast<std::uint64_t>(most - least + 1));
    }
    template <class List>
    const auto& pick(const List& list)
    {
        return list[next() % std::size(list)];
    }

private:
    static std::uint64_t mixed(std::uint64_t x)   // SplitMix64
    {
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
        x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
        return x ^ (x >> 31);
    }

    std::uint64_t m_state;
};

// Draws an index as often as its weight says. Weights are not negative, and one at least is above 0.
class WeightedChoice {
public:
    void add(double weight) { m_sums.push_back((m_sums.empty() ? 0 : m_sums.back()) + weight); }
    bool is_empty() const { return m_sums.empty() || m_sums.back() <= 0; }
    std::size_t draw(Random&) const;

private:
    std::vector<double> m_sums;
};

}  // namespace motcua::simulation
