// Pictures of ensembles. Plain SVG 1.1: shapes, text and one style sheet, which knows dark
// backgrounds; everything is drawn from whole counts, with coordinates to a tenth of a pixel.
#include "ensemble_words.hpp"
#include "layout.hpp"

#include <servanda/io/ensembles.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace servanda::io {

namespace {

constexpr double width = 860;
constexpr double left = 52; ///< of the plots
constexpr double plot_width = 600;
constexpr double legend = left + plot_width + 14;
constexpr double margin = 20;
constexpr double line_height = 16;

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
        case '&':
            result += "&amp;";
            break;
        case '<':
            result += "&lt;";
            break;
        case '>':
            result += "&gt;";
            break;
        case '"':
            result += "&quot;";
            break;
        default:
            result += c;
        }
    }
    return result;
}

std::string_view colour_of(std::string_view state) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> colours{
        {{"in force", "#3b82c4"},
         {"suspended", "#d9a21b"},
         {"withdrawal pending", "#e07b39"},
         {"provisionally applied", "#3aa6a0"},
         {"contracting", "#7cb8e8"},
         {"signed", "#a9c3da"},
         {"none", "#98a2ad"},
         {"not yet in force", "#98a2ad"},
         {"withdrawn", "#b8474f"},
         {"former party", "#8e6aa8"},
         {"terminated", "#7d5a4f"}}};
    for (const auto& [name, colour] : colours) {
        if (name == state) {
            return colour;
        }
    }
    return "#98a2ad";
}

class svg_writer {
public:
    svg_writer(const ensemble_report& found, const ensemble_picture& shown)
        : found_(found)
        , shown_(shown) {}

    [[nodiscard]] std::string write() {
        write_title();
        if (found_.runs != 0) {
            for (const outcome_report& item : found_.outcomes) {
                write_histogram(item);
            }
            constexpr std::size_t parts = 150;
            days_ = spread_days(found_, parts);
            for (const counted_treaty& item : count_treaties(found_, days_)) {
                write_treaty(item);
            }
        }
        return head() + body_ + "</svg>\n";
    }

private:
    [[nodiscard]] std::string head() const {
        const std::string title = escaped(found_.title.empty() ? "ensemble" : found_.title);
        const double height = y_ + margin / 2;
        return fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:g}\" height=\"{1:g}\" "
            "viewBox=\"0 0 {0:g} {1:g}\" role=\"img\" font-family=\"sans-serif\" "
            "font-size=\"12\">\n<title>{2}</title>\n<style>\n"
            ".b {{ fill: #ffffff }} .t {{ fill: #1f2328 }} .s {{ fill: #59636e }}\n"
            ".g {{ stroke: #d1d9e0; fill: none }} .m {{ stroke: #1f2328; fill: none }} "
            ".h {{ fill: #3b82c4 }}\n"
            "@media (prefers-color-scheme: dark) {{\n"
            "  .b {{ fill: #0d1117 }} .t {{ fill: #f0f6fc }} .s {{ fill: #9198a1 }}\n"
            "  .g {{ stroke: #3d444d }} .m {{ stroke: #f0f6fc }}\n}}\n</style>\n"
            "<rect class=\"b\" width=\"{0:g}\" height=\"{1:g}\"/>\n",
            width,
            height,
            title);
    }

    void text(double x, double y, std::string_view words, const char* kind, const char* more = "") {
        body_ += fmt::format("<text class=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\"{}>{}</text>\n",
                             kind,
                             x,
                             y,
                             more,
                             escaped(words));
    }

    void write_title() {
        constexpr std::size_t columns = 88;
        constexpr double large = 20;
        y_ = margin;
        for (const auto& line :
             wrapped(found_.title.empty() ? "ensemble" : found_.title, columns)) {
            y_ += large;
            text(margin, y_ - 4, line, "t", " font-size=\"17\" font-weight=\"bold\"");
        }
        y_ += line_height;
        text(margin,
             y_,
             (found_.runs == found_.asked ? in_thousands(found_.runs)
                                          : "stopped after " + in_thousands(found_.runs) + " of " +
                                                in_thousands(found_.asked)) +
                 " runs, seed " + std::to_string(found_.seed) + "; by chance from " +
                 to_string(found_.first) + " to " + to_string(found_.last),
             "s");
        y_ += margin / 2;
    }

    [[nodiscard]] double x_of(date day) const {
        const double length = std::max(1, found_.last - found_.first);
        return left + plot_width * (day - found_.first) / length;
    }

    /// The heading of a plot; `y_` is then its top.
    void begin_plot(const std::string& title) {
        y_ += 2 * line_height;
        text(left, y_ - 6, title, "t", " font-weight=\"bold\"");
    }
    /// Lines at some days, and which days they are.
    void write_axis(double height) {
        std::string lines;
        for (const auto& [day, label] : ticks()) {
            lines += fmt::format("M{:.1f} {:.1f}v{:g}", x_of(day), y_, height + 4);
            text(x_of(day), y_ + height + line_height, label, "s", " text-anchor=\"middle\"");
        }
        lines += fmt::format("M{:g} {:.1f}h{:g}", left, y_ + height, plot_width);
        body_ += "<path class=\"g\" d=\"" + lines + "\"/>\n";
    }
    void end_plot(double height) { y_ += height + line_height; }

    /// The first days of years, or of months where there are few years.
    [[nodiscard]] std::vector<std::pair<date, std::string>> ticks() const {
        constexpr int most = 12;
        const int years = found_.last.year() - found_.first.year();
        std::vector<std::pair<date, std::string>> result;
        if (years > 2) {
            const int step = (years + most - 1) / most;
            for (int year = found_.first.year() + 1; year <= found_.last.year(); ++year) {
                if (year % step == 0) {
                    result.emplace_back(date::of(year, 1, 1), std::to_string(year));
                }
            }
            return result;
        }
        constexpr int quarter = 3;
        constexpr std::size_t year_and_month = 7;
        for (date day = found_.first; day <= found_.last; day = day + 1) {
            const auto [year, month, mday] = day.fields();
            if (mday == 1 && month % quarter == 1) {
                result.emplace_back(day, to_string(day).substr(0, year_and_month));
            }
        }
        return result;
    }

    /// The first days of the bars: months, or if these are many quarters or years.
    [[nodiscard]] std::vector<date> bars() const {
        constexpr int most_months = 160;
        constexpr int year_months = 12;
        const int months = (found_.last.year() - found_.first.year() + 1) * year_months;
        const int step = months <= most_months ? 1 : months <= 3 * most_months ? 3 : year_months;
        std::vector<date> starts{found_.first};
        for (int year = found_.first.year(); year <= found_.last.year(); ++year) {
            for (int month = 1; month <= year_months; month += step) {
                const date day = date::of(year, month, 1);
                if (day > found_.first && day <= found_.last) {
                    starts.push_back(day);
                }
            }
        }
        return starts;
    }

    void write_histogram(const outcome_report& item) {
        constexpr double height = 90;
        begin_plot(item.name);
        write_histogram_legend(item);
        write_axis(height);
        const auto starts = bars();
        std::vector<std::uint64_t> counts(starts.size(), 0);
        for (const auto& [day, runs] : item.days) {
            const auto after = std::upper_bound(starts.begin(), starts.end(), day);
            counts[static_cast<std::size_t>(after - starts.begin()) - 1] += runs;
        }
        const std::uint64_t most = *std::max_element(counts.begin(), counts.end());
        if (most != 0) {
            std::string path;
            for (std::size_t i = 0; i < starts.size(); ++i) {
                if (counts[i] == 0) {
                    continue;
                }
                const double x = x_of(starts[i]);
                const double end = i + 1 < starts.size() ? x_of(starts[i + 1]) : left + plot_width;
                const double wide = std::max(0.5, end - x - 0.5);
                const double tall =
                    height * static_cast<double>(counts[i]) / static_cast<double>(most);
                path += fmt::format(
                    "M{:.1f} {:.1f}v-{:.1f}h{:.1f}v{:.1f}z", x, y_ + height, tall, wide, tall);
            }
            body_ += "<path class=\"h\" d=\"" + path + "\"/>\n";
            text(left - 6,
                 y_ + 9,
                 percent(static_cast<double>(most) / static_cast<double>(found_.runs)),
                 "s",
                 " text-anchor=\"end\" font-size=\"10\"");
        }
        if (const auto half = item.quantile(0.5)) {
            body_ += fmt::format("<path class=\"m\" stroke-dasharray=\"3 3\" d=\"M{:.1f} "
                                 "{:.1f}v{:g}\"/>\n",
                                 x_of(*half),
                                 y_,
                                 height);
        }
        end_plot(height);
    }
    void write_histogram_legend(const outcome_report& item) {
        constexpr double hundred = 100.0;
        double y = y_ + line_height;
        text(legend,
             y,
             percent(item.probability.share),
             "t",
             " font-size=\"17\" font-weight=\"bold\"");
        y += line_height;
        text(legend,
             y,
             fmt::format("99 %: {:.2f} to {}",
                         item.probability.low * hundred,
                         percent(item.probability.high)),
             "s");
        for (const auto& [words, share] : {std::pair{"half by ", 0.5}, {"95 % by ", 0.95}}) {
            if (const auto day = item.quantile(share)) {
                y += line_height;
                text(legend, y, words + to_string(*day), "s");
            }
        }
    }

    /// Shares or numbers by state, one above the other.
    struct band {
        std::string state;
        const std::vector<double>* values = nullptr;
    };

    void write_fan(const std::vector<band>& bands, double top, double height, bool whole) {
        write_axis(height);
        const auto y_at = [&](double value) { return y_ + height - height * value / top; };
        std::vector<double> sums(days_.size(), 0.0);
        std::vector<std::string> areas;
        for (const band& item : bands) {
            for (std::size_t i = 0; i < days_.size(); ++i) {
                sums[i] += (*item.values)[i];
            }
            areas.push_back(area(item.state, sums, y_at));
        }
        // Each reaches down to the ground; those below it are drawn over it.
        std::for_each(areas.rbegin(), areas.rend(), [&](const auto& each) { body_ += each; });
        const auto scale = [&](double value) {
            text(left - 6,
                 y_at(value) + 4,
                 whole ? fmt::format("{:g}", value) : fmt::format("{:g} %", 100.0 * value),
                 "s",
                 " text-anchor=\"end\"");
        };
        scale(0.0);
        scale(top);
        write_fan_legend(bands, whole);
        end_plot(height);
    }
    template <class YAt>
    [[nodiscard]] std::string
    area(const std::string& state, const std::vector<double>& sums, const YAt& y_at) const {
        std::vector<std::pair<double, double>> line;
        for (std::size_t i = 0; i < sums.size(); ++i) {
            line.emplace_back(x_of(days_[i]), y_at(sums[i]));
        }
        std::vector<std::pair<double, double>> kept{line.front()};
        keep_bends(line, 0, line.size() - 1, kept);
        std::string path;
        for (const auto& [x, y] : kept) {
            path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", x, y);
        }
        return fmt::format("<path fill=\"{}\" d=\"{}V{:.1f}H{:.1f}z\"/>\n",
                           colour_of(state),
                           path,
                           y_at(0.0),
                           line.front().first);
    }
    /// The points after the first of a line without those that nobody would miss: none lies further
    /// from what is drawn than a fraction of a pixel (U. Ramer 1972, D. Douglas and T. Peucker
    /// 1973).
    static void keep_bends(const std::vector<std::pair<double, double>>& line,
                           std::size_t first,
                           std::size_t last,
                           std::vector<std::pair<double, double>>& kept) {
        constexpr double visible = 0.25;
        if (last <= first) {
            return;
        }
        const auto [x0, y0] = line[first];
        const auto [x1, y1] = line[last];
        std::size_t furthest = first;
        double most = visible;
        for (std::size_t i = first + 1; i < last; ++i) {
            const double drawn = y0 + (y1 - y0) * (line[i].first - x0) / (x1 - x0);
            const double off = std::max(line[i].second - drawn, drawn - line[i].second);
            if (off > most) {
                most = off;
                furthest = i;
            }
        }
        if (furthest == first) {
            kept.push_back(line[last]);
            return;
        }
        keep_bends(line, first, furthest, kept);
        keep_bends(line, furthest, last, kept);
    }
    void write_fan_legend(const std::vector<band>& bands, bool whole) {
        constexpr double square = 10;
        double y = y_;
        for (std::size_t i = bands.size(); i-- > 0;) {
            const double last = bands[i].values->back();
            body_ += fmt::format(
                "<rect fill=\"{}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:g}\" height=\"{:g}\"/>\n",
                colour_of(bands[i].state),
                legend,
                y,
                square,
                square);
            text(legend + square + 6,
                 y + square - 1,
                 bands[i].state + " " + (whole ? fmt::format("{:.1f}", last) : percent(last)),
                 "s");
            y += line_height;
        }
    }

    void write_treaty(const counted_treaty& item) {
        constexpr std::size_t few = 2;
        constexpr double tall = 170;
        constexpr double low = 64;
        if (item.members.size() > few) {
            std::vector<band> bands;
            double top = 0.0;
            for (const auto& each : item.states) {
                bands.push_back({each.state, &each.members});
                top += each.members.front();
            }
            begin_plot(item.treaty + ": how many are to be expected in each state");
            write_fan(bands, top, std::max(tall, line_height * double(bands.size())), true);
        }
        const auto members = uncertain_members(item);
        for (std::size_t i = 0; i < std::min(shown_.most_parties, members.size()); ++i) {
            std::vector<band> bands;
            for (std::size_t s = 0; s < members[i]->states.size(); ++s) {
                bands.push_back({members[i]->states[s], &members[i]->shares[s]});
            }
            begin_plot(item.treaty + ": " + members[i]->party);
            write_fan(bands, 1.0, std::max(low, line_height * double(bands.size())), false);
        }
    }

    const ensemble_report& found_;
    const ensemble_picture& shown_;
    std::vector<date> days_;
    std::string body_;
    double y_ = 0.0;
};

} // namespace

std::string svg_ensemble(const ensemble_report& found, const ensemble_picture& shown) {
    return svg_writer(found, shown).write();
}

} // namespace servanda::io
