// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/shot_request.h"

namespace sc::generation {

// Everything that is looked up about one shot, and what went wrong on the way. Used once; studio, clip and options outlive it.
class ShotAssembler
{
public:
    ShotAssembler(const Studio &studio, const timeline::Clip &clip, const RequestOptions &options);

    [[nodiscard]] ComposedPrompt words();
    [[nodiscard]] ShotRequest request();
    [[nodiscard]] const std::vector<Problem> &problems() const { return m_problems; }

private:
    struct CastMember
    {
        timeline::CharacterUse use;
        Character character;
        const CharacterLook *look = nullptr; // into `character`: do not copy behind its back
    };

    void fail(const Problem &problem);
    [[nodiscard]] bool isMovie() const { return m_options.kind == comfy::MediaKind::Video; }

    // shot_assembler.cpp: who and what is in it, words, parameters.
    void gather();
    [[nodiscard]] QString ownWords() const;
    [[nodiscard]] QString expanded(const QString &words) const;
    [[nodiscard]] PromptSources sources() const;
    void takeParams();
    void takeFrames();
    void checkFamily();

    // shot_assembler_files.cpp: pictures of characters, what a movie begins with, files under their names.
    void addCast();
    void addPictures(const CastMember &member);
    [[nodiscard]] QStringList picturesOf(const CastMember &member);
    [[nodiscard]] bool usesAdapterNodes() const;
    void addStart();
    void goOn();
    void nameFiles();
    void nameSong(comfy::LipSync &lipSync);
    [[nodiscard]] QString named(const QString &value); // a file as a shot names it, as a job names it
    [[nodiscard]] QString fileOf(const timeline::MediaRef &media, const QString &owner);

    const Studio &m_studio;
    const project::ProjectSession &m_session;
    const timeline::Clip &m_clip;
    const RequestOptions &m_options;
    const comfy::FamilyTable &m_families;
    bool m_isGathered = false;
    std::optional<StyleTemplate> m_style;
    std::vector<CastMember> m_cast;
    QString m_ownWords; // once gathered
    ShotRequest m_request;
    std::vector<Problem> m_problems;
};

} // namespace sc::generation
