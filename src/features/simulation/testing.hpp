#pragma once

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <doctest/doctest.h>

#include "features/catalogue/catalogue.hpp"
#include "features/simulation/city.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/db/testing.hpp"

// For tests only: the shipped catalogue with five units instead of 114, which makes a city in a moment.
namespace motcua::simulation {

class SmallCatalogue {
public:
    SmallCatalogue()
    {
        std::filesystem::copy(MOTCUA_SOURCE_DIR "/catalogue", m_folder.path(), std::filesystem::copy_options::recursive);
        auto units = read("places/units.toml");
        std::string kept;
        for (std::size_t at = units.find(heading); at != std::string::npos;) {
            auto next = units.find(heading, at + 1);
            auto entry = units.substr(at, next - at);
            for (const auto* code : {"11779", "11359", "10543", "11560", "11557"})
                if (entry.find("code = \"" + std::string(code) + "\"") != std::string::npos) kept += entry;
            at = next;
        }
        write("places/units.toml", kept);
        auto predecessors = read("places/predecessors.csv");
        write("places/predecessors.csv", predecessors.substr(0, predecessors.find('\n') + 1));
        auto loaded = catalogue::load(m_folder.path());
        for (const auto& fault : loaded.faults) FAIL(catalogue::describe(fault));
        snapshot = loaded.snapshot;
    }

    std::shared_ptr<const catalogue::Snapshot> snapshot;

private:
    static constexpr std::string_view heading = "[[units]]";

    std::string read(const std::string& path) const
    {
        std::ifstream file(std::filesystem::path(m_folder.path()) / path, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    void write(const std::string& path, const std::string& text) const
    {
        std::ofstream(std::filesystem::path(m_folder.path()) / path, std::ios::binary) << text;
    }

    db::TemporaryFolder m_folder;
};

// Read once for all tests.
inline const std::shared_ptr<const catalogue::Snapshot>& small_catalogue()
{
    static const SmallCatalogue catalogue;
    return catalogue.snapshot;
}

}  // namespace motcua::simulation
