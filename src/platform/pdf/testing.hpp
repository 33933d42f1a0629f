#pragma once

// For *_test.cpp only: what a reader of a PDF sees, by the programs of poppler-utils and zbar-tools.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace motcua::pdf::testing {

// A folder that goes away with the object.
class Folder {
public:
    Folder()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "motcua-test-XXXXXX").string();
        if (!mkdtemp(pattern.data())) throw std::runtime_error("no folder for a test");
        m_path = pattern;
    }
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::filesystem::path operator/(const char* name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

inline std::string output_of(const std::string& command)
{
    std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    if (!pipe) throw std::runtime_error("cannot run " + command);
    std::string output;
    std::array<char, 4096> part;
    while (auto count = std::fread(part.data(), 1, part.size(), pipe.get())) output.append(part.data(), count);
    return output;
}

// What a command prints that gets the PDF's name in place of "{}".
inline std::string seen_by(std::string command, const std::string& bytes)
{
    Folder folder;
    auto file = (folder / "a.pdf").string();
    std::ofstream(file, std::ios::binary) << bytes;
    for (auto at = command.find("{}"); at != std::string::npos; at = command.find("{}", at + file.size())) command.replace(at, 2, file);
    return output_of(command);
}

// The text of all pages, or of one; white space runs are single spaces.
inline std::string text_of(const std::string& bytes, int page = 0)
{
    auto only = page > 0 ? " -f " + std::to_string(page) + " -l " + std::to_string(page) : std::string();
    auto raw = seen_by("pdftotext -enc UTF-8 -nopgbrk" + only + " {} -", bytes);
    std::string text;
    for (auto c : raw) {
        auto space = c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f';
        if (!space) text += c;
        else if (!text.empty() && text.back() != ' ') text += ' ';
    }
    return text;
}

inline int pages_of(const std::string& bytes)
{
    auto facts = seen_by("pdfinfo {}", bytes);
    auto at = facts.find("Pages:");
    return at == std::string::npos ? 0 : std::atoi(facts.c_str() + at + 6);
}

// The contents of the QR codes, a line each.
inline std::string codes_of(const std::string& bytes)
{
    return seen_by("pdftoppm -r 150 -gray {} {}-page && zbarimg -q --raw {}-page*", bytes);
}

inline std::size_t count_of(std::string_view part, std::string_view whole)
{
    std::size_t count = 0;
    for (auto at = whole.find(part); at != std::string_view::npos; at = whole.find(part, at + part.size())) ++count;
    return count;
}

}  // namespace motcua::pdf::testing
