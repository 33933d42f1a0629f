#pragma once

// For *_test.cpp only: what is in a workbook.
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include <zlib.h>

namespace motcua::xlsx::testing {

inline std::string bytes_of(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

inline std::string inflated(const std::string& packed, std::size_t size)
{
    std::string plain(size, '\0');
    z_stream stream{};
    inflateInit2(&stream, -MAX_WBITS);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(plain.data());
    stream.avail_out = static_cast<uInt>(size);
    auto result = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    if (result != Z_STREAM_END) throw std::runtime_error("a part of the workbook cannot be unpacked");
    return plain;
}

// One part of the ZIP file, found by its central directory.
inline std::string part_of(const std::filesystem::path& file, const std::string& name)
{
    auto zip = bytes_of(file);
    auto number = [&](std::size_t at, int bytes) {
        std::uint32_t value = 0;
        std::memcpy(&value, zip.data() + at, static_cast<std::size_t>(bytes));
        return static_cast<std::size_t>(value);
    };
    auto end = zip.rfind("PK\5\6");
    for (auto at = number(end + 16, 4); at + 46 < zip.size() && zip.compare(at, 4, "PK\1\2") == 0;) {
        auto name_size = number(at + 28, 2);
        if (zip.compare(at + 46, name_size, name) != 0) {
            at += 46 + name_size + number(at + 30, 2) + number(at + 32, 2);
            continue;
        }
        auto local = number(at + 42, 4);
        auto from = local + 30 + number(local + 26, 2) + number(local + 28, 2);
        return inflated(zip.substr(from, number(at + 20, 4)), number(at + 24, 4));
    }
    throw std::runtime_error("the workbook has no part " + name);
}

}  // namespace motcua::xlsx::testing
