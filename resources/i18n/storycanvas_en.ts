<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
    <context>
        <name>sc::audio</name>
        <message numerus="yes">
            <source>It has %n section(s).</source>
            <translation>
                <numerusform>It has %n section.</numerusform>
                <numerusform>It has %n sections.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::cli</name>
        <message numerus="yes">
            <source>%n lines</source>
            <translation>
                <numerusform>%n line</numerusform>
                <numerusform>%n lines</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1
%n shots</source>
            <translation>
                <numerusform>%1
%n shot</numerusform>
                <numerusform>%1
%n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shot(s)</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n use(s)</source>
            <translation>
                <numerusform>%n use</numerusform>
                <numerusform>%n uses</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shot(s) change</source>
            <translation>
                <numerusform>%n shot changes</numerusform>
                <numerusform>%n shots change</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n template(s) written.</source>
            <translation>
                <numerusform>%n template written.</numerusform>
                <numerusform>%n templates written.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n template(s) taken in.</source>
            <translation>
                <numerusform>%n template taken in.</numerusform>
                <numerusform>%n templates taken in.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s) with captions.</source>
            <translation>
                <numerusform>%n picture with captions.</numerusform>
                <numerusform>%n pictures with captions.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n locked one(s) are left out</source>
            <translation>
                <numerusform>%n locked one is left out</numerusform>
                <numerusform>%n locked ones are left out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The chosen take is out of date: %n input(s) changed.</source>
            <translation>
                <numerusform>The chosen take is out of date: %n input changed.</numerusform>
                <numerusform>The chosen take is out of date: %n inputs changed.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::comfy</name>
        <message numerus="yes">
            <source>%1 takes %n LoRA(s).</source>
            <translation>
                <numerusform>%1 takes %n LoRA.</numerusform>
                <numerusform>%1 takes %n LoRAs.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n are given.</source>
            <translation>
                <numerusform>%n is given.</numerusform>
                <numerusform>%n are given.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::generation</name>
        <message numerus="yes">
            <source>The result is a movie of a single frame; %n were asked for.</source>
            <translation>
                <numerusform>The result is a movie of a single frame; %n were asked for.</numerusform>
                <numerusform>The result is a movie of a single frame; %n were asked for.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Keep %n result(s)</source>
            <translation>
                <numerusform>Keep %n result</numerusform>
                <numerusform>Keep %n results</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“%1” is used in %n shot(s).</source>
            <translation>
                <numerusform>“%1” is used in %n shot.</numerusform>
                <numerusform>“%1” is used in %n shots.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>“%1” is used in %n scene(s).</source>
            <translation>
                <numerusform>“%1” is used in %n scene.</numerusform>
                <numerusform>“%1” is used in %n scenes.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::interchange</name>
        <message numerus="yes">
            <source>%n cues without text or with an end before their start were left out.</source>
            <translation>
                <numerusform>%n cue without text or with an end before its start was left out.</numerusform>
                <numerusform>%n cues without text or with an end before their start were left out.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n lines would begin before the song and were moved to its start.</source>
            <translation>
                <numerusform>%n line would begin before the song and was moved to its start.</numerusform>
                <numerusform>%n lines would begin before the song and were moved to its start.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n lines were longer than 500 characters and were cut.</source>
            <translation>
                <numerusform>%n line was longer than 500 characters and was cut.</numerusform>
                <numerusform>%n lines were longer than 500 characters and were cut.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more lines were left out.</source>
            <translation>
                <numerusform>%n more line was left out.</numerusform>
                <numerusform>%n more lines were left out.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::render</name>
        <message numerus="yes">
            <source>%n take(s) are not there any more: %1. Locate them, or export with something in their place.</source>
            <translation>
                <numerusform>%n take is not there any more: %1. Locate it, or export with something in its place.</numerusform>
                <numerusform>%n takes are not there any more: %1. Locate them, or export with something in their place.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::timeline</name>
        <message numerus="yes">
            <source>Sound; %n cuts are off the beat.</source>
            <translation>
                <numerusform>Sound; %n cut is off the beat.</numerusform>
                <numerusform>Sound; %n cuts are off the beat.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Sound; %n gaps stay black.</source>
            <translation>
                <numerusform>Sound; %n gap stays black.</numerusform>
                <numerusform>Sound; %n gaps stay black.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 s (%n frames)</source>
            <translation>
                <numerusform>%1 s (%n frame)</numerusform>
                <numerusform>%1 s (%n frames)</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Shorten the transition to %n frame(s)</source>
            <translation>
                <numerusform>Shorten the transition to %n frame</numerusform>
                <numerusform>Shorten the transition to %n frames</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui</name>
        <message numerus="yes">
            <source>Move %n shots</source>
            <translation>
                <numerusform>Move %n shot</numerusform>
                <numerusform>Move %n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n bars</source>
            <translation>
                <numerusform>%n bar</numerusform>
                <numerusform>%n bars</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n beats</source>
            <translation>
                <numerusform>%n beat</numerusform>
                <numerusform>%n beats</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shots</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n frame(s)</source>
            <translation>
                <numerusform>%n frame</numerusform>
                <numerusform>%n frames</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ApplyPanel</name>
        <message numerus="yes">
            <source>Apply to %n shot(s)</source>
            <translation>
                <numerusform>Apply to %n shot</numerusform>
                <numerusform>Apply to %n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shot(s) become out of date. They keep their takes and their own texts.</source>
            <translation>
                <numerusform>%n shot become out of date. They keep their takes and their own texts.</numerusform>
                <numerusform>%n shots become out of date. They keep their takes and their own texts.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shot(s) left out: locked.</source>
            <translation>
                <numerusform>%n shot left out: locked.</numerusform>
                <numerusform>%n shots left out: locked.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Applied to %n shot(s)</source>
            <translation>
                <numerusform>Applied to %n shot</numerusform>
                <numerusform>Applied to %n shots</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::AuditPanel</name>
        <message numerus="yes">
            <source>All %n cuts sit on a beat</source>
            <translation>
                <numerusform>The one cut sits on a beat</numerusform>
                <numerusform>All %n cuts sit on a beat</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::BatchDialog</name>
        <message numerus="yes">
            <source>%n shot(s)</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n take(s)</source>
            <translation>
                <numerusform>%n take</numerusform>
                <numerusform>%n takes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shot(s) chosen</source>
            <translation>
                <numerusform>%n shot chosen</numerusform>
                <numerusform>%n shots chosen</numerusform>
            </translation>
        </message>
            <message numerus="yes">
            <source>%n shot(s) have no prompt and are left out</source>
            <translation>
                <numerusform>%n shot have no prompt and are left out</numerusform>
                <numerusform>%n shots have no prompt and are left out</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n job(s) fit on no server as things are</source>
            <translation>
                <numerusform>%n job fit on no server as things are</numerusform>
                <numerusform>%n jobs fit on no server as things are</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n job(s) of these shots are in the queue already</source>
            <translation>
                <numerusform>%n job of these shots are in the queue already</numerusform>
                <numerusform>%n jobs of these shots are in the queue already</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n job(s) queued</source>
            <translation>
                <numerusform>%n job queued</numerusform>
                <numerusform>%n jobs queued</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s) of each shot</source>
            <translation>
                <numerusform>%n picture of each shot</numerusform>
                <numerusform>%n pictures of each shot</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s)</source>
            <translation>
                <numerusform>%n picture</numerusform>
                <numerusform>%n pictures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s)</source>
            <translation>
                <numerusform>%n video</numerusform>
                <numerusform>%n videos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::BeatHistogram</name>
        <message numerus="yes">
            <source>%n cuts</source>
            <translation>
                <numerusform>%n cut</numerusform>
                <numerusform>%n cuts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::BeatPanel</name>
        <message numerus="yes">
            <source>%n regions</source>
            <translation>
                <numerusform>%n region</numerusform>
                <numerusform>%n regions</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::BringBack</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Bring back the %n removed last</source>
            <translation>
                <numerusform>Bring back the %n removed last</numerusform>
                <numerusform>Bring back the %n removed last</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::CellEditor</name>
        <message numerus="yes">
            <source>all %n</source>
            <translation>
                <numerusform>all %n</numerusform>
                <numerusform>all %n</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::CellEdits</name>
        <message numerus="yes">
            <source>Change %1 of %n shots</source>
            <translation>
                <numerusform>Change %1 of %n shot</numerusform>
                <numerusform>Change %1 of %n shots</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::CharacterDesk</name>
        <message numerus="yes">
            <source>%n picture(s) skipped</source>
            <translation>
                <numerusform>%n picture skipped</numerusform>
                <numerusform>%n pictures skipped</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::CharacterPage</name>
        <message numerus="yes">
            <source>%n look(s)</source>
            <translation>
                <numerusform>%n look</numerusform>
                <numerusform>%n looks</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s) missing</source>
            <translation>
                <numerusform>%n picture missing</numerusform>
                <numerusform>%n pictures missing</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::CharactersScreen</name>
        <message numerus="yes">
            <source>%1, %n reference(s)</source>
            <translation>
                <numerusform>%1, %n reference</numerusform>
                <numerusform>%1, %n references</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shot(s)</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n reference(s)</source>
            <translation>
                <numerusform>%n reference</numerusform>
                <numerusform>%n references</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n characters in turn</source>
            <translation>
                <numerusform>%n character in turn</numerusform>
                <numerusform>%n characters in turn</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>In %n shot(s) now; their own texts stay as they are.</source>
            <translation>
                <numerusform>In %n shot now; their own texts stay as they are.</numerusform>
                <numerusform>In %n shots now; their own texts stay as they are.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s) with captions in %1</source>
            <translation>
                <numerusform>%n picture with captions in %1</numerusform>
                <numerusform>%n pictures with captions in %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::CleanUpDialog</name>
        <message numerus="yes">
            <source>%n take(s) removed</source>
            <translation>
                <numerusform>%n take removed</numerusform>
                <numerusform>%n takes removed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::CompareDialog</name>
        <message numerus="yes">
            <source>%n differences</source>
            <translation>
                <numerusform>%n difference</numerusform>
                <numerusform>%n differences</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ComparePage</name>
        <message numerus="yes">
            <source>Compare %n take(s)</source>
            <translation>
                <numerusform>Compare %n take</numerusform>
                <numerusform>Compare %n takes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n star</numerusform>
                <numerusform>%n stars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::CompareRows</name>
        <message numerus="yes">
            <source>%n new</source>
            <translation>
                <numerusform>%n new</numerusform>
                <numerusform>%n new</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n gone</source>
            <translation>
                <numerusform>%n gone</numerusform>
                <numerusform>%n gone</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::DeleteAsk</name>
        <message numerus="yes">
            <source>Delete %n from the shared pool?</source>
            <translation>
                <numerusform>Delete %n from the shared pool?</numerusform>
                <numerusform>Delete %n from the shared pool?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Delete %n take(s)?</source>
            <translation>
                <numerusform>Delete %n take?</numerusform>
                <numerusform>Delete %n takes?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shot(s) would show nothing of that kind then. Undo brings everything back.</source>
            <translation>
                <numerusform>%n shot would show nothing of that kind then. Undo brings everything back.</numerusform>
                <numerusform>%n shots would show nothing of that kind then. Undo brings everything back.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::DuplicatesPage</name>
        <message numerus="yes">
            <source>%n copies</source>
            <translation>
                <numerusform>%n copy</numerusform>
                <numerusform>%n copies</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::EstimateLanes</name>
        <message numerus="yes">
            <source>%n picture(s)</source>
            <translation>
                <numerusform>%n picture</numerusform>
                <numerusform>%n pictures</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s)</source>
            <translation>
                <numerusform>%n video</numerusform>
                <numerusform>%n videos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ExportOutcome</name>
        <message numerus="yes">
            <source>%n movie(s), one a scene</source>
            <translation>
                <numerusform>%n movie, one a scene</numerusform>
                <numerusform>%n movies, one a scene</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ExportProblems</name>
        <message numerus="yes">
            <source>And %n more.</source>
            <translation>
                <numerusform>And %n more.</numerusform>
                <numerusform>And %n more.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shot(s) have no take</source>
            <translation>
                <numerusform>%n shot has no take</numerusform>
                <numerusform>%n shots have no take</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Fix %n for me</source>
            <translation>
                <numerusform>Fix %n for me</numerusform>
                <numerusform>Fix %n for me</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ExportScreen</name>
        <message numerus="yes">
            <source>Project %1, %n shot(s)</source>
            <translation>
                <numerusform>Project %1, %n shot</numerusform>
                <numerusform>Project %1, %n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n problem(s) fixed</source>
            <translation>
                <numerusform>%n problem fixed</numerusform>
                <numerusform>%n problems fixed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::FileWork</name>
        <message numerus="yes">
            <source>%n song(s) found again</source>
            <translation>
                <numerusform>%n song found again</numerusform>
                <numerusform>%n songs found again</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) could not be written</source>
            <translation>
                <numerusform>%n file could not be written</numerusform>
                <numerusform>%n files could not be written</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Stopped after %n file(s)</source>
            <translation>
                <numerusform>Stopped after %n file</numerusform>
                <numerusform>Stopped after %n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Tags written into %n file(s)</source>
            <translation>
                <numerusform>Tags written into %n file</numerusform>
                <numerusform>Tags written into %n files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::FilterRow</name>
        <message numerus="yes">
            <source>%1, %n take(s)</source>
            <translation>
                <numerusform>%1, %n take</numerusform>
                <numerusform>%1, %n takes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::FrameRateDialog</name>
        <message numerus="yes">
            <source>%n boundaries move. The farthest: “%1”, by %2 ms.</source>
            <translation>
                <numerusform>%n boundary moves: “%1”, by %2 ms.</numerusform>
                <numerusform>%n boundaries move. The farthest: “%1”, by %2 ms.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::GalleryBar</name>
        <message numerus="yes">
            <source>%n scene(s)</source>
            <translation>
                <numerusform>%n scene</numerusform>
                <numerusform>%n scenes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shot(s)</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n star(s) or more</source>
            <translation>
                <numerusform>%n star or more</numerusform>
                <numerusform>%n stars or more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::GalleryPage</name>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n star</numerusform>
                <numerusform>%n stars</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Export %n file(s) to</source>
            <translation>
                <numerusform>Export %n file to</numerusform>
                <numerusform>Export %n files to</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Apply %n take(s) to a shot</source>
            <translation>
                <numerusform>Apply %n take to a shot</numerusform>
                <numerusform>Apply %n takes to a shot</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Move %n take(s) to</source>
            <translation>
                <numerusform>Move %n take to</numerusform>
                <numerusform>Move %n takes to</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::GalleryPainter</name>
        <message numerus="yes">
            <source>%n take(s)</source>
            <translation>
                <numerusform>%n take</numerusform>
                <numerusform>%n takes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n picture(s)</source>
            <translation>
                <numerusform>%n picture</numerusform>
                <numerusform>%n pictures</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::GalleryView</name>
        <message numerus="yes">
            <source>%n take(s)</source>
            <translation>
                <numerusform>%n take</numerusform>
                <numerusform>%n takes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shot(s)</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::Histogram</name>
        <message numerus="yes">
            <source>%1: %n song(s)</source>
            <translation>
                <numerusform>%1: %n song</numerusform>
                <numerusform>%1: %n songs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::IdentityPanel</name>
        <message numerus="yes">
            <source>%n word(s)</source>
            <translation>
                <numerusform>%n word</numerusform>
                <numerusform>%n words</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Apply %n in turn</source>
            <translation>
                <numerusform>Apply %n in turn</numerusform>
                <numerusform>Apply %n in turn</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Apply to %n shot(s)</source>
            <translation>
                <numerusform>Apply to %n shot</numerusform>
                <numerusform>Apply to %n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n selected shot(s)</source>
            <translation>
                <numerusform>%n selected shot</numerusform>
                <numerusform>%n selected shots</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ImportStrip</name>
        <message numerus="yes">
            <source>%n song(s) imported</source>
            <translation>
                <numerusform>%n song imported</numerusform>
                <numerusform>%n songs imported</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) cannot be read</source>
            <translation>
                <numerusform>%n file cannot be read</numerusform>
                <numerusform>%n files cannot be read</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::InspectorPanel</name>
        <message numerus="yes">
            <source>%n shots</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::KeyWheel</name>
        <message numerus="yes">
            <source>%n song(s)</source>
            <translation>
                <numerusform>%n song</numerusform>
                <numerusform>%n songs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::LabelChips</name>
        <message numerus="yes">
            <source>%n more</source>
            <translation>
                <numerusform>%n more</numerusform>
                <numerusform>%n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::LargeFiles</name>
        <message numerus="yes">
            <source>%n file(s) larger than songs usually are</source>
            <translation>
                <numerusform>%n file larger than songs usually are</numerusform>
                <numerusform>%n files larger than songs usually are</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::LibraryCommands</name>
        <message numerus="yes">
            <source>%n song(s) rated</source>
            <translation>
                <numerusform>%n song rated</numerusform>
                <numerusform>%n songs rated</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n star</numerusform>
                <numerusform>%n stars</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n song(s) left the library</source>
            <translation>
                <numerusform>%n song left the library</numerusform>
                <numerusform>%n songs left the library</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n song(s) put into “%1”</source>
            <translation>
                <numerusform>%n song put into “%1”</numerusform>
                <numerusform>%n songs put into “%1”</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n song(s) taken out of “%1”</source>
            <translation>
                <numerusform>%n song taken out of “%1”</numerusform>
                <numerusform>%n songs taken out of “%1”</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::LibraryScreen</name>
        <message numerus="yes">
            <source>%n song(s)</source>
            <translation>
                <numerusform>%n song</numerusform>
                <numerusform>%n songs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::LikenessMap</name>
        <message numerus="yes">
            <source>%n song(s)</source>
            <translation>
                <numerusform>%n song</numerusform>
                <numerusform>%n songs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::LiveCard</name>
        <message numerus="yes">
            <source>%n more wait(s)</source>
            <translation>
                <numerusform>%n more wait</numerusform>
                <numerusform>%n more waits</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::LooksCard</name>
        <message numerus="yes">
            <source>%n picture(s)...</source>
            <translation>
                <numerusform>%n picture...</numerusform>
                <numerusform>%n pictures...</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shot(s) wear the look “%1”.</source>
            <translation>
                <numerusform>%n shot wear the look “%1”.</numerusform>
                <numerusform>%n shots wear the look “%1”.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::LoraCard</name>
        <message numerus="yes">
            <source>%1 takes %n LoRA(s)</source>
            <translation>
                <numerusform>%1 takes %n LoRA</numerusform>
                <numerusform>%1 takes %n LoRAs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 takes %n LoRA(s); one has to go.</source>
            <translation>
                <numerusform>%1 takes %n LoRA; one has to go.</numerusform>
                <numerusform>%1 takes %n LoRAs; one has to go.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::LoraRows</name>
        <message numerus="yes">
            <source>This family takes %n at most</source>
            <translation>
                <numerusform>This family take %n at most</numerusform>
                <numerusform>This family takes %n at most</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::MainWindow</name>
        <message numerus="yes">
            <source>Drop to import %n file(s)</source>
            <translation>
                <numerusform>Drop to import %n file</numerusform>
                <numerusform>Drop to import %n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n job(s) waiting or running</source>
            <translation>
                <numerusform>%n job waiting or running</numerusform>
                <numerusform>%n jobs waiting or running</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::MatrixView</name>
        <message numerus="yes">
            <source>%n job(s)</source>
            <translation>
                <numerusform>%n job</numerusform>
                <numerusform>%n jobs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::MissingBar</name>
        <message numerus="yes">
            <source>%n song(s) whose file is gone. They keep everything that is known of them.</source>
            <translation>
                <numerusform>%n song whose file is gone. It keeps everything that is known of it.</numerusform>
                <numerusform>%n songs whose file is gone. They keep everything that is known of them.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ModelDialog</name>
        <message numerus="yes">
            <source>%1, licence: %2. %n labels, listens at %3 kHz.</source>
            <translation>
                <numerusform>%1, licence: %2. %n label, listens at %3 kHz.</numerusform>
                <numerusform>%1, licence: %2. %n labels, listens at %3 kHz.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ModelPicker</name>
        <message numerus="yes">
            <source>on %n servers</source>
            <translation>
                <numerusform>on %n server</numerusform>
                <numerusform>on %n servers</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::MonitorPanel</name>
        <message numerus="yes">
            <source>%n dropped</source>
            <translation>
                <numerusform>%n dropped</numerusform>
                <numerusform>%n dropped</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::MoreMeasures</name>
        <message numerus="yes">
            <source>%1 to %2, %n beats</source>
            <translation>
                <numerusform>%1 to %2, %n beat</numerusform>
                <numerusform>%1 to %2, %n beats</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::MultiEditBar</name>
        <message numerus="yes">
            <source>%n shots</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Apply to %n</source>
            <translation>
                <numerusform>Apply to %n</numerusform>
                <numerusform>Apply to %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Apply length to %n</source>
            <translation>
                <numerusform>Apply length to %n</numerusform>
                <numerusform>Apply length to %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Move %n to the scene</source>
            <translation>
                <numerusform>Move %n to the scene</numerusform>
                <numerusform>Move %n to the scene</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Lock %n</source>
            <translation>
                <numerusform>Lock %n</numerusform>
                <numerusform>Lock %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Unlock %n</source>
            <translation>
                <numerusform>Unlock %n</numerusform>
                <numerusform>Unlock %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Change %n shots</source>
            <translation>
                <numerusform>Change %n shot</numerusform>
                <numerusform>Change %n shots</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::NightChart</name>
        <message numerus="yes">
            <source>%n take(s)</source>
            <translation>
                <numerusform>%n take</numerusform>
                <numerusform>%n takes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::OnScreen</name>
        <message numerus="yes">
            <source>%n shot(s), %1, %2 % of the program</source>
            <translation>
                <numerusform>%n shot, %1, %2 % of the program</numerusform>
                <numerusform>%n shots, %1, %2 % of the program</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::PlanStrip</name>
        <message numerus="yes">
            <source>learned from %n run(s) like it</source>
            <translation>
                <numerusform>learned from %n run like it</numerusform>
                <numerusform>learned from %n runs like it</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::PracticeCard</name>
        <message numerus="yes">
            <source>%n on</source>
            <translation>
                <numerusform>%n on</numerusform>
                <numerusform>%n on</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::PreviewPanel</name>
        <message numerus="yes">
            <source>Used in %n project(s)</source>
            <translation>
                <numerusform>Used in %n project</numerusform>
                <numerusform>Used in %n projects</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::QueryWords</name>
        <message numerus="yes">
            <source>%n star(s) or more</source>
            <translation>
                <numerusform>%n star or more</numerusform>
                <numerusform>%n stars or more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::QueueDesk</name>
        <message numerus="yes">
            <source>%n job(s)</source>
            <translation>
                <numerusform>%n job</numerusform>
                <numerusform>%n jobs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::QueueScreen</name>
        <message numerus="yes">
            <source>Choose for %n shot(s)</source>
            <translation>
                <numerusform>Choose for %n shot</numerusform>
                <numerusform>Choose for %n shots</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ReadyBar</name>
        <message numerus="yes">
            <source>%n shots</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::RefusedFiles</name>
        <message numerus="yes">
            <source>%n file(s) cannot be read</source>
            <translation>
                <numerusform>%n file cannot be read</numerusform>
                <numerusform>%n files cannot be read</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ReportPage</name>
        <message numerus="yes">
            <source>Review %n take(s)</source>
            <translation>
                <numerusform>Review %n take</numerusform>
                <numerusform>Review %n takes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n failed: %1</source>
            <translation>
                <numerusform>%n failed: %1</numerusform>
                <numerusform>%n failed: %1</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n job(s) cannot start</source>
            <translation>
                <numerusform>%n job cannot start</numerusform>
                <numerusform>%n jobs cannot start</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n job(s) are held</source>
            <translation>
                <numerusform>%n job is held</numerusform>
                <numerusform>%n jobs are held</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n take(s) needed more than one attempt</source>
            <translation>
                <numerusform>%n take needed more than one attempt</numerusform>
                <numerusform>%n takes needed more than one attempt</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>A picture is to be chosen for %n shot(s)</source>
            <translation>
                <numerusform>A picture is to be chosen for %n shot</numerusform>
                <numerusform>A picture is to be chosen for %n shots</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ReviewPage</name>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n star</numerusform>
                <numerusform>%n stars</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n min left</source>
            <translation>
                <numerusform>%n min left</numerusform>
                <numerusform>%n min left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ScenesScreen</name>
        <message numerus="yes">
            <source>%n shots</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 of %n shots</source>
            <translation>
                <numerusform>%1 of %n shot</numerusform>
                <numerusform>%1 of %n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Reorder %n shots</source>
            <translation>
                <numerusform>Reorder %n shot</numerusform>
                <numerusform>Reorder %n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Rate the take that shows: %n star(s)</source>
            <translation>
                <numerusform>Rate the take that shows: %n star</numerusform>
                <numerusform>Rate the take that shows: %n stars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::SelectionBar</name>
        <message numerus="yes">
            <source>%n shot(s)</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ServerDialog</name>
        <message numerus="yes">
            <source>%n job(s)</source>
            <translation>
                <numerusform>%n job</numerusform>
                <numerusform>%n jobs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ServersScreen</name>
        <message numerus="yes">
            <source>%n job(s) wait for %1 alone</source>
            <translation>
                <numerusform>%n job wait for %1 alone</numerusform>
                <numerusform>%n jobs wait for %1 alone</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::SettingsScreen</name>
        <message numerus="yes">
            <source>%1 on %n pages</source>
            <translation>
                <numerusform>%1 on %n page</numerusform>
                <numerusform>%1 on %n pages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::SheetCard</name>
        <message numerus="yes">
            <source>%n failed</source>
            <translation>
                <numerusform>%n failed</numerusform>
                <numerusform>%n failed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::SheetDialog</name>
        <message numerus="yes">
            <source>%n picture(s): %1. They go to the pool; what you approve becomes a reference.</source>
            <translation>
                <numerusform>%n picture: %1. They go to the pool; what you approve becomes a reference.</numerusform>
                <numerusform>%n pictures: %1. They go to the pool; what you approve becomes a reference.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Generate %n picture(s)</source>
            <translation>
                <numerusform>Generate %n picture</numerusform>
                <numerusform>Generate %n pictures</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ShortcutsPage</name>
        <message numerus="yes">
            <source>%n actions, %1 changed</source>
            <translation>
                <numerusform>%n action, %1 changed</numerusform>
                <numerusform>%n actions, %1 changed</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ShotGrid</name>
        <message numerus="yes">
            <source>%1, %n take(s)</source>
            <translation>
                <numerusform>%1, %n take</numerusform>
                <numerusform>%1, %n takes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shot(s)</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Shot %1, %2, %n take(s)</source>
            <translation>
                <numerusform>Shot %1, %2, %n take</numerusform>
                <numerusform>Shot %1, %2, %n takes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ShotRack</name>
        <message numerus="yes">
            <source>Batch for %n without takes</source>
            <translation>
                <numerusform>Batch for %n without take</numerusform>
                <numerusform>Batch for %n without takes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::ShotTable</name>
        <message numerus="yes">
            <source>%n shots, %1 s, average %2 s</source>
            <translation>
                <numerusform>%n shot, %1 s, average %2 s</numerusform>
                <numerusform>%n shots, %1 s, average %2 s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shots, %1</source>
            <translation>
                <numerusform>%n shot, %1</numerusform>
                <numerusform>%n shots, %1</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::StarsField</name>
        <message numerus="yes">
            <source>Rating: %n star(s)</source>
            <translation>
                <numerusform>Rating: %n star</numerusform>
                <numerusform>Rating: %n stars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::StatisticsCard</name>
        <message numerus="yes">
            <source>Approved share of %1: %2 of %n take(s)</source>
            <translation>
                <numerusform>Approved share of %1: %2 of %n take</numerusform>
                <numerusform>Approved share of %1: %2 of %n takes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n take(s)</source>
            <translation>
                <numerusform>%n take</numerusform>
                <numerusform>%n takes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::StillDialog</name>
        <message numerus="yes">
            <source>%n video(s) waiting</source>
            <translation>
                <numerusform>%n video waiting</numerusform>
                <numerusform>%n videos waiting</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n video(s) waiting, pictures are on their way</source>
            <translation>
                <numerusform>%n video waiting, pictures are on their way</numerusform>
                <numerusform>%n videos waiting, pictures are on their way</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Start %n video(s)</source>
            <translation>
                <numerusform>Start %n video</numerusform>
                <numerusform>Start %n videos</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::StudioController</name>
        <message numerus="yes">
            <source>%n file(s) cannot be read</source>
            <translation>
                <numerusform>%n file cannot be read</numerusform>
                <numerusform>%n files cannot be read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n song(s) in the library</source>
            <translation>
                <numerusform>%n song in the library</numerusform>
                <numerusform>%n songs in the library</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TagEditor</name>
        <message numerus="yes">
            <source>Edit %n song(s)</source>
            <translation>
                <numerusform>Edit %n song</numerusform>
                <numerusform>Edit %n songs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Tags written into %n file(s)</source>
            <translation>
                <numerusform>Tags written into %n file</numerusform>
                <numerusform>Tags written into %n files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TagPopover</name>
        <message numerus="yes">
            <source>Tags of %n take(s)</source>
            <translation>
                <numerusform>Tags of %n take</numerusform>
                <numerusform>Tags of %n takes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TakeFiles</name>
        <message numerus="yes">
            <source>Bringing %n file(s) into the shared pool</source>
            <translation>
                <numerusform>Bringing %n file into the shared pool</numerusform>
                <numerusform>Bringing %n files into the shared pool</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Bringing in %n file(s)</source>
            <translation>
                <numerusform>Bringing in %n file</numerusform>
                <numerusform>Bringing in %n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n take(s) came in</source>
            <translation>
                <numerusform>%n take came in</numerusform>
                <numerusform>%n takes came in</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) here already</source>
            <translation>
                <numerusform>%n file here already</numerusform>
                <numerusform>%n files here already</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shared with all projects</source>
            <translation>
                <numerusform>%n shared with all projects</numerusform>
                <numerusform>%n shared with all projects</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Sharing %n take(s)</source>
            <translation>
                <numerusform>Sharing %n take</numerusform>
                <numerusform>Sharing %n takes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Copying %n file(s)</source>
            <translation>
                <numerusform>Copying %n file</numerusform>
                <numerusform>Copying %n files</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) copied</source>
            <translation>
                <numerusform>%n file copied</numerusform>
                <numerusform>%n files copied</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Notes on %n take(s) written</source>
            <translation>
                <numerusform>Notes on %n take written</numerusform>
                <numerusform>Notes on %n takes written</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TakePage</name>
        <message numerus="yes">
            <source>The shot is longer than its movie: the last frame is held for %n frames</source>
            <translation>
                <numerusform>The shot is longer than its movie: the last frame is held for %n frame</numerusform>
                <numerusform>The shot is longer than its movie: the last frame is held for %n frames</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TakeStage</name>
        <message numerus="yes">
            <source>%n frame(s)</source>
            <translation>
                <numerusform>%n frame</numerusform>
                <numerusform>%n frames</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n value(s) differ</source>
            <translation>
                <numerusform>%n value differ</numerusform>
                <numerusform>%n values differ</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TakeStrip</name>
        <message numerus="yes">
            <source>%1, %n star(s)</source>
            <translation>
                <numerusform>%1, %n star</numerusform>
                <numerusform>%1, %n stars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TemplatesScreen</name>
        <message numerus="yes">
            <source>%n use(s)</source>
            <translation>
                <numerusform>%n use</numerusform>
                <numerusform>%n uses</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1: %n template(s) taken in.</source>
            <translation>
                <numerusform>%1: %n template taken in.</numerusform>
                <numerusform>%1: %n templates taken in.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n template(s) exported</source>
            <translation>
                <numerusform>%n template exported</numerusform>
                <numerusform>%n templates exported</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TimelineScreen</name>
        <message numerus="yes">
            <source>Length: %n beats</source>
            <translation>
                <numerusform>Length: %n beat</numerusform>
                <numerusform>Length: %n beats</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Rate the take that shows: %n star(s)</source>
            <translation>
                <numerusform>Rate the take that shows: %n star</numerusform>
                <numerusform>Rate the take that shows: %n stars</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TimelineToolbar</name>
        <message numerus="yes">
            <source>%n cuts off beat</source>
            <translation>
                <numerusform>%n cut off beat</numerusform>
                <numerusform>%n cuts off beat</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n shots</source>
            <translation>
                <numerusform>%n shot</numerusform>
                <numerusform>%n shots</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::TrackModel</name>
        <message numerus="yes">
            <source>%n star(s)</source>
            <translation>
                <numerusform>%n star</numerusform>
                <numerusform>%n stars</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n song(s)</source>
            <translation>
                <numerusform>%n song</numerusform>
                <numerusform>%n songs</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::WhyPanel</name>
        <message numerus="yes">
            <source>%n job(s) were put in front of all</source>
            <translation>
                <numerusform>%n job was put in front of all</numerusform>
                <numerusform>%n jobs were put in front of all</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>sc::ui::edit</name>
        <message numerus="yes">
            <source>Delete %n shots</source>
            <translation>
                <numerusform>Delete %n shot</numerusform>
                <numerusform>Delete %n shots</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n lines of lyrics</source>
            <translation>
                <numerusform>%n line of lyrics</numerusform>
                <numerusform>%n lines of lyrics</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Fix %n problems</source>
            <translation>
                <numerusform>Fix %n problem</numerusform>
                <numerusform>Fix %n problems</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n take(s) came into the pool</source>
            <translation>
                <numerusform>%n take came into the pool</numerusform>
                <numerusform>%n takes came into the pool</numerusform>
            </translation>
        </message>
    </context>
</TS>
