// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/edit_model.h"
#include "core/interchange/read_cut.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

constexpr qsizetype kMaxSentences = 50;

struct Span
{
    std::int64_t start = 0;
    std::int64_t length = 0;
    std::optional<Ticks> in;
    double speed = 1;
    Ticks mediaFrame;
    QString name;
    [[nodiscard]] std::int64_t end() const { return start + length; }
};

// The clips alone: between them are gaps, whatever a format makes of those.
std::vector<Span> spansOf(const Edit &edit, const EditTrack &track)
{
    std::vector<Span> spans;
    for (const EditItem &item : track.items) {
        if (item.isGap)
            continue;
        const EditMedia *media = edit.mediaOf(item);
        const bool moves = media && media->kind == EditMedia::Kind::Movie;
        spans.push_back({item.start, item.length, moves ? std::optional(item.in) : std::nullopt,
                         static_cast<double>(item.speedNumerator) / std::max(1, item.speedDenominator),
                         moves ? media->rate.timeOf(1) : Ticks(), item.name});
    }
    return spans;
}

std::vector<Span> spansOf(const CutTrack &track)
{
    std::vector<Span> spans;
    for (const CutItem &item : track.items) {
        if (!item.isGap && !item.isMissing)
            spans.push_back({item.start, item.length, item.in, item.speed, {}, item.name});
    }
    return spans;
}

class Comparison
{
public:
    Comparison(const Edit &edit, const ReadCut &cut, const CompareRules &rules) : m_edit(edit), m_cut(cut), m_rules(rules) {}

    QStringList run()
    {
        if (m_cut.rate != m_edit.rate)
            say(Words::tr("The frame rate read back is %1 instead of %2.").arg(m_cut.rate.displayName(), m_edit.rate.displayName()));
        for (size_t i = 0; i < m_edit.tracks.size(); ++i) {
            const CutTrack *track = m_cut.picture(i);
            const std::vector<Span> wanted = spansOf(m_edit, m_edit.tracks[i]);
            if (!track) {
                if (!wanted.empty())
                    say(Words::tr("Track %1 was not read back.").arg(i + 1));
                continue;
            }
            compare(wanted, spansOf(*track));
            if (m_rules.transitions)
                compareTransitions(m_edit.tracks[i], *track);
        }
        if (m_rules.song)
            compareSong();
        return m_sentences;
    }

private:
    void say(const QString &sentence)
    {
        if (m_sentences.size() < kMaxSentences)
            m_sentences += sentence;
    }

    void compare(const std::vector<Span> &wanted, const std::vector<Span> &found)
    {
        if (wanted.size() != found.size())
            say(Words::tr("%1 clips were read back instead of %2.").arg(found.size()).arg(wanted.size()));
        for (size_t i = 0; i < std::min(wanted.size(), found.size()); ++i) {
            const Span &is = found[i];
            const Span &should = wanted[i];
            if (is.start != should.start || is.length != should.length)
                say(Words::tr("“%1” was read back at frames %2 to %3 instead of %4 to %5.")
                        .arg(should.name)
                        .arg(is.start)
                        .arg(is.end())
                        .arg(should.start)
                        .arg(should.end()));
            if (!m_rules.sources || !should.in)
                continue;
            // A source place is told in frames of the media or of the project, at the shot's speed: half of one is what rounding
            // may cost.
            const std::int64_t half = std::max(m_edit.rate.frameLength(), should.mediaFrame).value() / 2 + 1;
            const Ticks tolerance(static_cast<std::int64_t>(static_cast<double>(half) * std::max(1.0, should.speed)));
            if (!is.in || abs(*is.in - *should.in) > tolerance)
                say(Words::tr("“%1” begins at another place of its media: %2 s instead of %3 s.")
                        .arg(should.name)
                        .arg(is.in ? is.in->toSeconds() : -1.0)
                        .arg(should.in->toSeconds()));
            if (std::abs(is.speed - should.speed) > 0.03 * std::max(1.0, should.speed))
                say(Words::tr("“%1” has the speed %2 instead of %3.").arg(should.name).arg(is.speed).arg(should.speed));
        }
    }

    void compareTransitions(const EditTrack &wanted, const CutTrack &found)
    {
        std::vector<CutTransition> should;
        for (const EditTransition &one : wanted.transitions)
            should.push_back({one.cut, one.before, one.behind});
        if (should == found.transitions)
            return;
        say(Words::tr("Transitions were read back differently: %1 instead of %2.").arg(found.transitions.size()).arg(should.size()));
    }

    void compareSong()
    {
        const CutTrack *sound = m_cut.sound();
        const CutItem *song = nullptr;
        if (sound)
            song = &*std::ranges::find(sound->items, false, &CutItem::isGap);
        if (!m_edit.song) {
            if (song)
                say(Words::tr("Sound was read back where the project has none."));
            return;
        }
        if (!song || song->start != m_edit.song->start || song->length != m_edit.song->length)
            say(Words::tr("The song was read back at another place."));
        else if (song->in && abs(*song->in - m_edit.rate.timeOf(m_edit.song->in)) > m_edit.rate.frameLength())
            say(Words::tr("The song begins at another place of its file."));
    }

    const Edit &m_edit;
    const ReadCut &m_cut;
    const CompareRules &m_rules;
    QStringList m_sentences;
};

} // namespace

QString cutFormatName(CutFormat format)
{
    switch (format) {
    case CutFormat::Fcpxml:
        return QStringLiteral("FCPXML");
    case CutFormat::Xmeml:
        return QStringLiteral("xmeml");
    case CutFormat::Otio:
        return QStringLiteral("OpenTimelineIO");
    case CutFormat::Edl:
        return QStringLiteral("EDL");
    }
    return {};
}

const CutTrack *ReadCut::picture(size_t index) const
{
    for (const CutTrack &track : tracks) {
        if (!track.isSound && index-- == 0)
            return &track;
    }
    return nullptr;
}

const CutTrack *ReadCut::sound() const
{
    const auto found = std::ranges::find_if(tracks, [](const CutTrack &track) {
        return track.isSound && std::ranges::any_of(track.items, [](const CutItem &item) { return !item.isGap; });
    });
    return found == tracks.end() ? nullptr : &*found;
}

size_t ReadCut::pictureCount() const
{
    return static_cast<size_t>(std::ranges::count_if(tracks, [](const CutTrack &track) { return !track.isSound; }));
}

QStringList differences(const Edit &edit, const ReadCut &cut, const CompareRules &rules)
{
    return Comparison(edit, cut, rules).run();
}

} // namespace sc::interchange
